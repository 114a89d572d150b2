/**
 * What a channel is. A connector folder imports this file and zod, and nothing else of ours:
 * the core owns persistence, de-duplication, threading, media, retries and limits.
 */
import type { z } from 'zod'
import type { Words } from './channel-error.ts'
import type { InboundAuthor, RawEvent, ReceiveOutcome, SourceObject } from './channel-inbound.ts'
import type { ChannelManifest, Inspection } from './channel-manifest.ts'
import type {
  ChannelAct,
  CheckOutcome,
  OutboundAnswer,
  OutboundPost,
  SendOutcome,
} from './channel-outbound.ts'
import type {
  ChannelIo,
  FetchedFile,
  HistorySession,
  ListenSession,
  PushRequest,
  TestResult,
  Upkeep,
  UpkeepSession,
  VerifyOutcome,
} from './channel-session.ts'

export * from './channel-acts.ts'
export * from './channel-body.ts'
export { ChannelError } from './channel-error.ts'
export type * from './channel-error.ts'
export type * from './channel-inbound.ts'
export type * from './channel-manifest.ts'
export type * from './channel-outbound.ts'
export type * from './channel-session.ts'

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
  /** Answer to a GET of the address, by which a service makes sure whose it is. Null: like an unknown address. */
  confirm?(query: URLSearchParams, config: C): string | null
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
  /** Writes a post, or gives it to the network's own schedule; the address then is null. Needs `manifest.posts`. */
  publish?(post: OutboundPost, config: C, io: ChannelIo): Promise<SendOutcome>
  /** Runs until `io.signal` is aborted. A thrown `auth` or `forbidden` stops the channel until a person mends it; anything else is tried again with longer waits. */
  listen?(session: ListenSession<C>): Promise<void>
  /** Resolves at the end. Stops soon after `io.signal` is aborted; started again it may meet events it has stored before. */
  importHistory?(session: HistorySession<C>): Promise<void>
  /** Asks the network what the tokens at hand allow. Run at connecting, by the test button and by timer. */
  inspect?(config: C, io: ChannelIo): Promise<Inspection>
  /** Keeps the network's side in order: subscribes the hook, notices one the network dropped, renews what ends. Repeatable. */
  maintain?(session: UpkeepSession<C>): Promise<Upkeep>
  /** Pure: an address that opens a dialog with the account and brings `code` along as the campaign of the first message. */
  startLink?(account: { url: string }, code: string): string
  /** Names and photos of people whom events name only by id: at most 100 ids; unknown ones are left out. */
  lookUpPeople?(externalIds: string[], config: C, io: ChannelIo): Promise<InboundAuthor[]>
  /** Posts and other things comments stand under, by `SourceObject.id`: at most 20; unknown ones are left out. */
  lookUpObjects?(ids: string[], config: C, io: ChannelIo): Promise<SourceObject[]>
  /** Bytes of an attachment by its `remoteRef`. An expired one is `not_found`. */
  fetchFile?(remoteRef: string, config: C, io: ChannelIo): Promise<FetchedFile>
  /** One act of a person. Throws `forbidden` in words where the tokens do not allow it. */
  act?(act: ChannelAct, config: C, io: ChannelIo): Promise<void>
}
