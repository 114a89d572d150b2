/** What goes out: answers, messages and single acts of a person. */

/** Where an answer goes. `mail` is answered by the core's mailer, `call` by the person's own phone. */
export type ReplyTarget =
  | {
      kind: 'mail'
      to: string
      toName: string | null
      subject: string
      inReplyTo: string | null
      references: string[]
    }
  /** `objectId` names the post in the connector's own form, `parentId` the comment that is answered. */
  | { kind: 'comment'; objectId: string; parentId: string | null }
  /** `via`: whatever else the network needs (a business connection, a topic). */
  | { kind: 'dialog'; chatId: string; via?: Record<string, string> }
  | { kind: 'join_request'; chatId: string; userId: string; expiresAt: string | null }
  | { kind: 'call'; phone: string }

export interface OutboundAnswer {
  /** Fixed before the first try; the network's idempotency key where it has one. */
  id: string
  text: string
  attachments: { name: string; mime: string; content: Uint8Array }[]
  target: ReplyTarget
  /** External id of the message of the dialog that is quoted. */
  replyToId?: string | null
  /** Who answers, as colleagues see them. */
  authorName: string
}

/** `parts`: further ids where one message of ours became several of the network's (a text and its files). */
export type SendOutcome = { externalId: string; url: string | null; parts?: string[] }

/** A post of the business's own. */
export interface OutboundPost {
  /** Fixed before the first try; the network's idempotency key where it has one. */
  id: string
  /** One of `Inspection.publishTo`. */
  placeId: string
  text: string
  /** The network publishes it by itself then; null: at once. Given only where `schedule` works. */
  at: Date | null
}

export type CheckOutcome =
  | { kind: 'arrived'; externalId: string; url: string | null; parts?: string[] }
  | { kind: 'absent' }
  | { kind: 'unknown' }

/** What a person does with one press; every act is repeatable without harm. */
export type ChannelAct =
  | { kind: 'edit'; target: ReplyTarget; externalId: string; text: string }
  | { kind: 'remove'; target: ReplyTarget; externalId: string }
  | { kind: 'like' | 'unlike' | 'hide' | 'unhide'; target: ReplyTarget; externalId: string }
  | { kind: 'approve' | 'decline'; target: ReplyTarget }
  | { kind: 'typing'; target: ReplyTarget }
  | { kind: 'mark_read'; target: ReplyTarget; externalId: string }
