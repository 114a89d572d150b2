/** How dialogs are shared, when people work, and what happens outside of it (R049 to R053, R218 to R225). */
import { z } from 'zod'
import { ById, endpoint, Id } from './endpoint.ts'
import { MemberBrief } from './people.ts'

const tag = 'Conversations'

/** HH:MM of the workspace's time zone; `to` may be 24:00. */
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'HH:MM')
const Interval = z
  .object({ from: Clock, to: Clock })
  .refine(({ from, to }) => from < to, { message: 'the end is after the beginning' })

export const BusinessHours = z.object({
  /** Monday first; an empty day is free. Null: round the clock. */
  week: z.array(z.array(Interval).max(5)).length(7).nullable(),
  /** Days that differ: a holiday (no intervals) or a short day. */
  days: z
    .array(
      z.object({ date: z.iso.date(), name: z.string().trim().max(100), hours: z.array(Interval).max(5) }),
    )
    .max(366),
})
export type BusinessHours = z.infer<typeof BusinessHours>

export const ConversationSettings = z.object({
  /** Seconds a message waits for undo. */
  undoSeconds: z.number().int().min(0).max(10),
  /** A person who comes back gets their last operator, if here. */
  lastOperatorFirst: z.boolean(),
  /** Open dialogs one operator may have; null is without a limit. */
  maxOpen: z.number().int().min(1).max(1000).nullable(),
  hours: BusinessHours,
  /** Sent once per session when somebody writes outside of the hours; null is silence. */
  offHoursReply: z.string().trim().min(1).max(4000).nullable(),
  /** Given to another when the operator is away so long and somebody waits; null is never. */
  reassignAfterMinutes: z.number().int().min(1).max(1440).nullable(),
  /** Closed by itself after so many hours of quiet since our answer; null is never. */
  closeAfterHours: z.number().int().min(1).max(2160).nullable(),
  /** Asked for a mark from 1 to 5 after closing; null is not asked. */
  ratingRequest: z.string().trim().min(1).max(1000).nullable(),
})
export type ConversationSettings = z.infer<typeof ConversationSettings>

export const newPersonObjects = ['company', 'deal', 'request', 'task'] as const

export const ChannelLine = z.object({
  channelId: Id,
  /** R218: who gets this channel's dialogs; empty is everybody who may. */
  participants: z.array(MemberBrief),
  /** R220: what is made beside the contact of a new person. */
  onNewPerson: z.array(z.enum(newPersonObjects)),
  /** What this installation can make today: only these are offered. */
  offered: z.array(z.enum(newPersonObjects)),
})
export type ChannelLine = z.infer<typeof ChannelLine>

export const conversationSettings = {
  get: endpoint('conversations.read', {
    method: 'GET',
    path: '/conversation-settings',
    summary: 'How dialogs are shared',
    tag,
  }).output(ConversationSettings.extend({ open: z.boolean(), timeZone: z.string() })),
  update: endpoint('rules.manage', {
    method: 'PATCH',
    path: '/conversation-settings',
    summary: 'Change how dialogs are shared',
    tag,
  })
    .input(ConversationSettings.partial())
    .output(ConversationSettings.extend({ open: z.boolean(), timeZone: z.string() })),
  line: endpoint('channels.read', {
    method: 'GET',
    path: '/channels/{id}/line',
    summary: 'Participants of a channel and what a new person brings',
    tag,
  })
    .input(ById)
    .output(ChannelLine),
  updateLine: endpoint('channels.manage', {
    method: 'PATCH',
    path: '/channels/{id}/line',
    summary: 'Change the participants and what a new person brings',
    tag,
  })
    .input(
      ById.extend({
        participantIds: z.array(Id).max(500).optional(),
        onNewPerson: z.array(z.enum(newPersonObjects)).optional(),
      }),
    )
    .output(ChannelLine),
}
