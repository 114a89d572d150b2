import type { Conversation, Message } from '@otklik/contract'

/** A dialog for tests of pure rules. */
export function conversationOf(given: Partial<Conversation> & { id: string }): Conversation {
  return {
    kind: 'private',
    channel: null,
    sourceType: 'telegram',
    title: null,
    person: null,
    colleagues: [],
    state: 'open',
    responsible: null,
    responsibleSince: null,
    responsibleReason: null,
    accepted: null,
    snoozedUntil: null,
    unansweredSince: null,
    lastMessageAt: '2026-11-29T10:00:00.000Z',
    last: null,
    interestId: null,
    campaign: null,
    closed: null,
    rating: null,
    review: null,
    version: 1,
    ...given,
  }
}

export function messageOf(given: Partial<Message> & { id: string }): Message {
  return {
    conversationId: 'd1',
    direction: 'in',
    author: { kind: 'person', id: null, name: 'Ирина', photoUrl: null },
    reason: null,
    text: given.id,
    occurredAt: '2026-11-29T10:00:00.000Z',
    state: null,
    error: null,
    sendAfter: null,
    sentAt: null,
    deliveredAt: null,
    readAt: null,
    editedAt: null,
    removed: null,
    replyTo: null,
    albumKey: null,
    attachments: [],
    fields: [],
    mentions: [],
    marks: [],
    interestId: null,
    url: null,
    ...given,
  }
}
