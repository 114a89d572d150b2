/**
 * What a channel is. A connector folder imports this file and zod, and nothing else of ours:
 * the core owns persistence, de-duplication, threading, retries and limits.
 */
import type { ActionType, ActivityClass, Reason, SourceType, TriageLevel } from '@otklik/contract'
import type { z } from 'zod'

/** Where an answer goes. `mail` is answered by the core's mailer, `external` only at the source (link and proof). */
export type ReplyTarget =
  | {
      kind: 'mail'
      to: string
      toName: string | null
      subject: string
      inReplyTo: string | null
      references: string[]
    }
  | { kind: 'comment'; objectId: string; parentId: string | null }
  | { kind: 'dialog'; chatId: string }
  | { kind: 'call'; phone: string }

export interface InboundAuthor {
  /** The network that gives the id: `mail`, `vk`, `site:example.ru`. */
  network: string
  /** Stable id in that network: an address in lower case, a profile id, a profile link. Null when the source gives only a name. */
  externalId: string | null
  name: string | null
  photoUrl: string | null
  profileUrl: string | null
  email: string | null
  phone: string | null
}

export interface InboundAttachment {
  name: string
  mime: string
  size: number
  /** Bytes when they came along with the event. */
  content: Uint8Array | null
  /** Where the network keeps it otherwise. */
  url: string | null
  inline: boolean
  contentId: string | null
}

/** One sign of interest as a connector understands it. Pure data; the core writes it exactly once. */
export interface Inbound {
  /** Unique inside the channel; the same event again carries the same id. */
  externalId: string
  /** Names the network object whatever road it came by: `vk:wall-1_2?reply=3`. Two roads with one key make one card (R045). */
  objectKey: string | null
  sourceType: SourceType
  activityClass: ActivityClass
  action: ActionType
  /** Link that opens the very place (R018, R034). */
  sourceUrl: string | null
  /** Human name of the place: «Пост "Новая обжарка"». */
  sourceTitle: string | null
  /** When it happened at the source (R019). */
  occurredAt: Date
  author: InboundAuthor | null
  /** The author's own words, unchanged (R022). */
  text: string
  /** Quoted text and signature cut off below the words; shown folded. */
  quoted: string | null
  productHint: { text: string | null; url: string | null } | null
  isPublic: boolean
  /** Stars 1 to 5, where the source gives them. */
  rating: number | null
  replyTarget: ReplyTarget | null
  attachments: InboundAttachment[]
  /** Named values of a form, in the order they were written. */
  fields: { name: string; value: string }[]
  /** What the reader must know: an unproven sender, a letter from the Junk folder. Codes of `inbound-warnings`. */
  warnings: InboundWarning[]
}

export type InboundWarning = 'sender_unverified' | 'from_junk' | 'forwarded' | 'unreadable' | 'text_shortened'

/** A raw event exactly as it came, already stored. */
export interface RawEvent {
  /** Our name of the event: the same at every reading of it. */
  id: string
  /** Bytes as received. */
  body: Uint8Array
  contentType: string
  /** Headers of the request or marks of the transport (folder, uid). */
  meta: Record<string, string>
  receivedAt: Date
}

export type ReceiveOutcome =
  | {
      kind: 'interests'
      items: Inbound[]
      /** Which recogniser or rule read it so. */
      recognisedBy?: Reason | null
      /** Decided by a rule or a thread before the card is born. */
      preset?: { productId?: string; memberId?: string; level?: TriageLevel }
      /** For the connector's own keeper in `registry.ts` (a letter's headers, its class); the core does not look inside. */
      details?: unknown
    }
  /** Understood and deliberately not work: kept, listed, never a card. */
  | { kind: 'ignored'; reason: string; details?: unknown }

export type ChannelErrorKind =
  | 'auth'
  | 'forbidden'
  | 'unreachable'
  | 'retry'
  | 'rejected_content'
  | 'unreachable_user'
  | 'window_closed'
  | 'not_found'
  | 'bad_event'
  | 'unknown_outcome'
  | 'bug'

/** The only error a connector throws. The words are for the person at the screen: what happened and what to do. */
export class ChannelError extends Error {
  readonly kind: ChannelErrorKind
  readonly words: Words
  readonly retryAfterSeconds: number | null
  constructor(
    kind: ChannelErrorKind,
    words: Words | string,
    options: { retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    const both = typeof words === 'string' ? { ru: words, en: words } : words
    super(both.en, { cause: options.cause })
    this.name = 'ChannelError'
    this.kind = kind
    this.words = both
    this.retryAfterSeconds = options.retryAfterSeconds ?? null
  }
}

/** All effects of a connector go through here, so that tests and limits stand in one place. */
export interface ChannelIo {
  /** Reaches only addresses the installation allows; redirects are not followed. Gives up when `signal` is aborted. */
  fetch: (url: string, init?: IoRequest) => Promise<Response>
  /** For sockets (IMAP, SMTP): the address to connect to. Throws ChannelError in words for an unknown host or one inside our own network. */
  resolve: (host: string) => Promise<{ address: string; family: 4 | 6 }>
  /** The core's time limit; every wait of a connector ends with it. */
  signal: AbortSignal
  now: () => Date
  log: { info(o: object, m: string): void; warn(o: object, m: string): void }
}

export interface IoRequest {
  method?: string
  headers?: Record<string, string>
  body?: string | Uint8Array
}

export interface OutboundAnswer {
  /** Fixed before the first try; the network's idempotency key where it has one. */
  id: string
  text: string
  attachments: { name: string; mime: string; content: Uint8Array }[]
  target: ReplyTarget
  /** Who answers, as colleagues see them. */
  authorName: string
}

export type SendOutcome = { externalId: string; url: string | null }

/** Names of a thing in the languages of the interface. */
export interface Words {
  ru: string
  en: string
}

export interface CredentialField {
  name: string
  label: Words
  hint: Words | null
  type: 'text' | 'secret' | 'number' | 'boolean' | 'select'
  options?: { value: string; label: Words }[]
  required: boolean
  /** Suggested value. */
  default?: string | number | boolean
  /** Rarely needed: shown under «Дополнительно». */
  advanced?: boolean
  /** The form offers to make a strong value by itself. */
  generate?: boolean
}

/** How a program sends to the channel's hook address: the screen makes a ready command of it. */
export interface HookExample {
  contentType: string
  body: string
  /** `hmac`: the request carries `otklik-signature`, made with the secret field of this name. */
  signature: { kind: 'none' } | { kind: 'hmac'; field: string }
}

/** What the screen shows and what the core may rely on. */
export interface ChannelManifest {
  kind: string
  name: Words
  /** One line: what arrives by this road. */
  about: Words
  /** Name of an icon known to the interface; unknown names fall back to a plug. */
  icon: string
  sourceType: SourceType
  fields: CredentialField[]
  receives: 'push' | 'poll' | 'both'
  answers: boolean
  /** Targets `send` can reach; a letter may be answered by any channel that lists `mail`. */
  answersTo: ReplyTarget['kind'][]
  importsHistory: boolean
  /** Only where `receives` is not `poll`. */
  hook: HookExample | null
  textLimit: number | null
}

export type TestResult = { ok: true; detail: Words } | { ok: false; field: string | null; message: Words }

/** What a connector learns by itself (a mailbox, a long poll) and hands to the ledger. */
export interface FoundEvent {
  /** Names the event for ever inside the channel. */
  dedupKey: string
  body: Uint8Array
  contentType: string
  meta: Record<string, string>
  /** When it was born at the source, for the lag shown on the channel page. */
  bornAt: Date | null
}

/** Where `listen` and `importHistory` stand. The core gives the channel to one process at a time. */
export interface ListenSession<C> {
  config: C
  io: ChannelIo
  cursor: {
    read(): Promise<Record<string, unknown>>
    /** Save after `store` resolved: a crash between the two repeats an event, never loses one. */
    save(cursor: Record<string, unknown>): Promise<void>
  }
  /** Resolves when the bytes are committed. `known`: they were stored before. */
  store(event: FoundEvent): Promise<'stored' | 'known'>
  /** A look at the source went well: clears the problem on the channel page. */
  checked(): Promise<void>
}

export interface HistorySession<C> extends ListenSession<C> {
  /** Null: everything there is. */
  days: number | null
  /** Shown as a progress bar. `outcome` adds to the counts of the closing words. */
  progress(done: number, total: number | null, outcome?: Record<string, number>): Promise<void>
}

/**
 * One network. `receive` is pure. Everything optional is a capability: what a folder does not export, the screen does not offer.
 * @typeParam C parsed credentials and settings (`schema`'s output).
 */
export interface Channel<C = unknown> {
  manifest: ChannelManifest
  schema: z.ZodType<C>
  /** Raw, stored bytes to interests. Throws `ChannelError('bad_event')` on what it cannot read: the event is parked and shown. */
  receive(raw: RawEvent, config: C): ReceiveOutcome | Promise<ReceiveOutcome>
  /** Pure check of a push before it is stored: signature, secret, handshake. */
  verify?(request: PushRequest, config: C): VerifyOutcome
  /** Key that names the raw event for ever inside the channel. Without it equal bodies are one event. */
  dedupKey?(raw: RawEvent, config: C): string
  /** True: the sender chose the key for this one body. The same key with another body is refused in words, and that body kept parked. */
  namedBySender?(raw: RawEvent): boolean
  /** Words for a sender who could correct the push. It is answered 400 and kept parked in the ledger: no word is lost. */
  complain?(raw: RawEvent, config: C): Words | null
  test?(config: C, io: ChannelIo): Promise<TestResult>
  /** Name of the answer at the network where we may choose it (a Message-ID): written down before the first try. */
  nameAnswer?(answer: OutboundAnswer, config: C): string
  send?(answer: OutboundAnswer, config: C, io: ChannelIo): Promise<SendOutcome>
  /** After a crash in the middle of `send`: did it arrive? Without it a person decides. */
  check?(answer: OutboundAnswer, config: C, io: ChannelIo): Promise<CheckOutcome>
  /** Runs until `io.signal` is aborted. A thrown `auth` or `forbidden` stops the channel until a person mends it; anything else is tried again with longer waits. */
  listen?(session: ListenSession<C>): Promise<void>
  /** Resolves at the end. Stops soon after `io.signal` is aborted; started again it may meet events it has stored before. */
  importHistory?(session: HistorySession<C>): Promise<void>
}

export interface PushRequest {
  headers: Headers
  body: Uint8Array
  query: URLSearchParams
  now: Date
}

export type CheckOutcome =
  | { kind: 'arrived'; externalId: string; url: string | null }
  | { kind: 'absent' }
  | { kind: 'unknown' }

export type VerifyOutcome =
  | { kind: 'accept' }
  /** Answered at once, nothing stored (a confirmation code). */
  | { kind: 'handshake'; status: number; body: string; contentType: string }
  /** Wrong secret: the same 404 as an unknown address. */
  | { kind: 'refuse' }
