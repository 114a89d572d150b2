/** Beginning a talk, and judging how it was led: endpoints of the same noun, apart for size. */
import { z } from 'zod'
import { Words } from './channels.ts'
import { ConversationDetail, Message } from './conversation-card.ts'
import { ById, endpoint, Id } from './endpoint.ts'

const tag = 'Conversations'

const Holder = z.object({ memberId: Id, memberName: z.string() })
export const taken = {
  CONVERSATION_TAKEN: { status: 409, message: 'A colleague leads this dialog', data: Holder },
}
export const noWriting = {
  ...taken,
  ACCEPT_FIRST: { status: 409, message: 'Accept the dialog before writing' },
  WINDOW_CLOSED: {
    status: 409,
    message: 'The network no longer takes answers here; wait for the person to write',
  },
  CANNOT_WRITE_HERE: {
    status: 422,
    message: 'Nothing can be written here',
    data: z.object({ words: Words }),
  },
} as const

const ByMessage = ById.extend({ messageId: Id })

export const talkEndpoints = {
  /** R227: in which channels this person can be written to, and why not in the others. */
  ways: endpoint('conversations.read', {
    method: 'GET',
    path: '/contacts/{id}/conversation-ways',
    summary: 'Where can this person be written to',
    tag,
  })
    .input(ById)
    .output(
      z.object({
        items: z.array(
          z.object({
            channel: z.object({ id: Id, name: z.string(), kind: z.string() }),
            allowed: z.boolean(),
            conversationId: Id.nullable(),
            reason: Words.nullable(),
          }),
        ),
      }),
    ),
  startWithPerson: endpoint('conversations.work', {
    method: 'POST',
    path: '/contacts/{id}/conversations',
    summary: 'Write to a person in a channel',
    tag,
  })
    .errors({
      ...taken,
      CLIENT_MUST_WRITE_FIRST: {
        status: 409,
        message: 'In this network the person has to write first',
        data: z.object({ words: Words }),
      },
    })
    .input(ById.extend({ channelId: Id }))
    .output(ConversationDetail),
  /** R188: the moment where the talk went wrong. */
  mark: endpoint('conversations.review', {
    method: 'POST',
    path: '/conversations/{id}/messages/{messageId}/marks',
    summary: 'Mark a message',
    tag,
  })
    .input(ByMessage.extend({ words: z.string().trim().min(1).max(1000) }))
    .output(Message),
  unmark: endpoint('conversations.review', {
    method: 'DELETE',
    path: '/conversations/{id}/messages/{messageId}/marks/{markId}',
    summary: 'Take a mark away',
    tag,
  })
    .input(ByMessage.extend({ markId: Id }))
    .output(Message),
  review: endpoint('conversations.review', {
    method: 'PUT',
    path: '/conversations/{id}/review',
    summary: 'Rate how the dialog was led',
    tag,
  })
    .input(
      ById.extend({
        score: z.number().int().min(1).max(5),
        note: z.string().trim().max(2000).nullable().default(null),
      }),
    )
    .output(ConversationDetail),
  askRating: endpoint('conversations.work', {
    method: 'POST',
    path: '/conversations/{id}/rating-request',
    summary: 'Ask the person for a mark from 1 to 5',
    tag,
  })
    .errors(noWriting)
    .input(ById)
    .output(Message),
}
