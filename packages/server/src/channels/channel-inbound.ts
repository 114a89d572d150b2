/** What came in, as a connector understands it: pure data; the core writes it exactly once. */
import type { ActionType, ActivityClass, Reason, SourceType, TriageLevel } from '@otklik/contract'
import type { ReplyTarget } from './channel-outbound.ts'

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
  /** Only new cards: for connectors without dialogs. */
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
  /** Everything a network tells, in the order it happened. */
  | { kind: 'signals'; items: Signal[] }
  /** Understood and deliberately not work: kept, listed, never a card. An unknown kind of event: `unknown_kind:<its name>`. */
  | { kind: 'ignored'; reason: string; details?: unknown }

/** Of connectors whose every event is cards or nothing. */
export type CardsOutcome = Exclude<ReceiveOutcome, { kind: 'signals' }>

export type Signal =
  /** A sign of interest: it becomes a card, or joins the card its `fold` names. */
  | { kind: 'interest'; interest: Inbound }
  /** A message of a dialog. */
  | { kind: 'message'; message: InboundMessage }
  /** The author changed the words. Shown beside the first ones; never silently applied. May come before the thing itself. */
  | { kind: 'edited'; of: ThingRef; text: string; at: Date }
  | { kind: 'removed'; of: ThingRef; at: Date; by: 'author' | 'moderator' | null }
  | { kind: 'restored'; of: ThingRef; at: Date }
  /** A like or a join taken back: the person leaves the folded card. `externalId` is the one the act came with. */
  | { kind: 'withdrawn'; externalId: string; at: Date }
  /** What became of our message. `messageId` null: everything sent up to `at`. */
  | { kind: 'receipt'; chatId: string; messageId: string | null; state: 'delivered' | 'read'; at: Date }
  /** The person allowed us to write, or forbade it (stopped, blocked the bot). */
  | { kind: 'permission'; chatId: string; author: InboundAuthor; allowed: boolean; at: Date }
  /** A post of ours or a thing comments stand under; completes cards that came before it. */
  | { kind: 'object'; object: SourceObject }
  | { kind: 'typing'; chatId: string }
  /** What became known of a phone call. In whatever order and however often it is told, the same card comes of it. */
  | { kind: 'call'; call: CallNews }

/** Names a thing that arrived earlier (or has yet to): a card by its object key, a message by its chat and id. */
export type ThingRef =
  | { kind: 'interest'; objectKey: string }
  | { kind: 'message'; chatId: string; messageId: string }

export interface InboundAuthor {
  /** The network that gives the id: `mail`, `vk`, `site:example.ru`. */
  network: string
  /** Stable id in that network: an address in lower case, a profile id, a profile link. Null when the source gives only a name. */
  externalId: string | null
  /** Null where the event names only an id: the core asks `lookUpPeople`. */
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
  /** Where the network keeps it otherwise: an address open to all … */
  url: string | null
  /** … or a name for `fetchFile`, which knows the token. */
  remoteRef?: string | null
  kind?: 'image' | 'video' | 'audio' | 'voice' | 'sticker' | 'file'
  inline: boolean
  contentId: string | null
}

/** The post, photo, video, product or topic that comments stand under and likes are given to. */
export interface SourceObject {
  /** Like an object key: `vk:wall-1_2`, `telegram:-100123/41`. */
  id: string
  title: string | null
  text: string
  url: string | null
  photoUrl: string | null
  at: Date | null
}

/** One sign of interest as a connector understands it. */
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
  /** What it stands under: `SourceObject.id`. The core fills the context from what it knows, or by `lookUpObjects`. */
  objectId?: string | null
  /** Object key of the comment this one answers. */
  parentKey?: string | null
  /**
   * Likes, reposts and joins: everybody with one key is on one card, each person counted and findable by `externalId`.
   * `vk:wall-1_2:likes`. Once the card is processed the next person opens a new one.
   */
  fold?: { key: string } | null
  /** By which link or advertisement the person came: a start parameter, a ref, the name of an invite link. */
  campaign?: string | null
}

/** A message of a dialog, from the person or written by a colleague in the network's own program. */
export interface InboundMessage {
  /** Unique inside the chat and stable over edits. */
  externalId: string
  chatId: string
  /** `group`: a chat of many people where the business takes part. */
  chatKind: 'private' | 'group'
  /** `out`: written by our side outside of Otklik; it answers the dialog like ours would. */
  direction: 'in' | 'out'
  author: InboundAuthor | null
  occurredAt: Date
  text: string
  attachments: InboundAttachment[]
  replyToId: string | null
  /** Parts of one album carry one key. */
  albumKey: string | null
  sourceType: SourceType
  activityClass: ActivityClass
  /** Where a colleague opens the dialog at the network, if there is such a link. */
  sourceUrl: string | null
  sourceTitle: string | null
  replyTarget: ReplyTarget
  /** Until when the network lets us answer; null is without a limit. */
  windowUntil: Date | null
  /** Phone, place and other named values the message carries. */
  fields: { name: string; value: string }[]
  productHint: { text: string | null; url: string | null } | null
  campaign: string | null
}

/** How far a call went. The farther word wins: the last two are said when it is over. */
export type CallStage = 'ringing' | 'answered' | 'missed' | 'talked'

/** One piece of news of a phone call; null is what this piece does not say. */
export interface CallNews {
  /** Unique inside the channel, the same in everything told of one call. */
  callId: string
  /** When it was told. */
  at: Date
  /** No card is made before the direction is known. */
  direction: 'in' | 'out' | null
  stage: CallStage | null
  /** The person's number, never ours. */
  phone: string | null
  name: string | null
  /** Our number: the one that was called, or called from. */
  line: string | null
  /** Who of ours spoke: a name or an extension. */
  operator: string | null
  startedAt: Date | null
  talkSeconds: number | null
  /** `url`: where a colleague hears it; null where the service gives only a number. */
  recordings: { id: string; url: string | null }[]
}

export type InboundWarning =
  | 'sender_unverified'
  | 'from_junk'
  | 'forwarded'
  | 'unreadable'
  | 'text_shortened'
  | 'suspected_spam'
