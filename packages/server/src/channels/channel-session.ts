/** What the core lends a connector: a way out, a ledger, a cursor. */
import type { Words } from './channel-error.ts'

/** All effects of a connector go through here, so that tests and limits stand in one place. */
export interface ChannelIo {
  /** Reaches only addresses the installation allows; redirects are not followed. Gives up when `signal` is aborted. */
  fetch: (url: string, init?: IoRequest) => Promise<Response>
  /** For sockets (IMAP, SMTP): the address to connect to. Throws ChannelError in words for an unknown host or one inside our own network. */
  resolve: (host: string) => Promise<{ address: string; family: 4 | 6 }>
  /** The core's time limit; every wait of a connector ends with it. */
  signal: AbortSignal
  now: () => Date
  /** For channels whose far end is ourselves: the message is kept where the visitor reads it. Once, however often it is repeated. */
  leave: (message: LeftMessage) => Promise<void>
  log: { info(o: object, m: string): void; warn(o: object, m: string): void }
}

/** A message of ours for a chat that this installation itself shows to the person. */
export interface LeftMessage {
  chatId: string
  id: string
  text: string
  authorName: string
  files: { name: string; mime: string; content: Uint8Array }[]
}

export interface IoRequest {
  method?: string
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** Ends this request alone, beside `io.signal`: a connection that says nothing more must not hold a long poll for ever. */
  signal?: AbortSignal
}

/** The address a network pushes to, where the installation can be reached from outside by https. */
export interface Hook {
  url: string
  /** 43 letters of A-Za-z0-9_-, the same for the life of the channel: for networks that send a secret back. */
  secret: string
}

/** What a connector remembers of its account between runs (a confirmation code, a server's id). No secrets. */
export type ChannelMemory = Record<string, unknown>

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
export interface FetchSession<C> {
  config: C
  io: ChannelIo
  /** Null: nothing can be pushed here, so the connector fetches. */
  hook: Hook | null
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

export interface ListenSession<C> extends FetchSession<C> {
  /** The network says that events since the last good look are gone from its queue: a gap is shown, and the history asked for it. */
  missed(): Promise<void>
}

export interface HistorySession<C> extends FetchSession<C> {
  /** Null: everything there is. */
  days: number | null
  /** Shown as a progress bar. `outcome` adds to the counts of the closing words. */
  progress(done: number, total: number | null, outcome?: Record<string, number>): Promise<void>
}

/** By timer, after connecting and after every change: the network's side is brought in order. */
export interface UpkeepSession<C> {
  config: C
  io: ChannelIo
  hook: Hook | null
  memory: ChannelMemory
  /** `gone`: the channel is being disconnected; subscriptions are taken back. */
  goal: 'connected' | 'gone'
  /** Writes the memory down at once, for a network that asks the hook for it before the upkeep ends. The core always lends it. */
  remember?(memory: ChannelMemory): Promise<void>
}

export interface Upkeep {
  memory: ChannelMemory
  /** Changed secrets (a refreshed token): sealed by the core. Only fields of the manifest. */
  secrets?: Record<string, string>
  /** In words for the channel page, when something was mended or found amiss. */
  note: Words | null
  /** The network had stopped sending since the last good upkeep: a gap is shown, and the history asked for it. */
  missed?: boolean
}

export interface PushRequest {
  headers: Headers
  body: Uint8Array
  query: URLSearchParams
  /** Who pushes, as far as the proxies we trust tell. */
  ip: string | null
  now: Date
  /** The secret of this channel's hook. */
  secret: string
  memory: ChannelMemory
}

/** Where a network wants its own words after the event is stored (`ok`), `answer` says them. */
export type VerifyOutcome =
  | { kind: 'accept'; answer?: { body: string; contentType: string } }
  /** Answered at once, nothing stored (a confirmation code). */
  | { kind: 'handshake'; status: number; body: string; contentType: string }
  /** Wrong secret: the same 404 as an unknown address. */
  | { kind: 'refuse' }

/** Bytes of an attachment, fetched with the channel's token. */
export interface FetchedFile {
  content: Uint8Array
  mime: string | null
  name: string | null
}

export type TestResult = { ok: true; detail: Words } | { ok: false; field: string | null; message: Words }
