/** How a channel presents itself: what the screen shows and what the core may rely on. */
import type { SourceType } from '@otklik/contract'
import type { ReplyTarget } from './channel-outbound.ts'
import type { Words } from './channel-error.ts'

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

/** What a channel can do with the tokens it has. Never assumed for a network: asked by `inspect`. */
export type Capability =
  | 'receive_messages'
  | 'receive_comments'
  | 'receive_reactions'
  | 'receive_reposts'
  | 'receive_members'
  | 'receive_join_requests'
  | 'answer_message'
  | 'answer_comment'
  | 'send_files'
  | 'edit_message'
  | 'remove_message'
  | 'edit_comment'
  | 'remove_comment'
  | 'hide_comment'
  | 'like'
  | 'typing'
  | 'mark_read'
  | 'approve_join'
  | 'publish'
  | 'schedule'

export interface Inspection {
  /** The account at the network, as people know it. */
  account: { id: string; name: string; url: string | null; photoUrl: string | null }
  works: Capability[]
  missing: { capability: Capability; reason: Words; howToFix: Words }[]
  /** When a token or a certificate ends; shown and reminded of. */
  expires: { what: Words; at: Date }[]
  /** What a person must know before connecting (an administrator's rights that are not needed). */
  notices: Words[]
  /** Where `publish` may write: walls and channels, by the network's name and by people's. */
  publishTo?: { id: string; name: string }[]
}

/** What a network takes in one message; shown before sending. Bytes. */
export interface MessageLimits {
  text: number | null
  /** Of a text that goes with files. */
  caption: number | null
  files: number
  fileSize: number | null
  imageSize: number | null
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
  /** Networks whose news come by this road although none of ours speaks with them: named where it is told in which countries they work. */
  alsoFrom?: SourceType[]
  fields: CredentialField[]
  receives: 'push' | 'poll' | 'both'
  answers: boolean
  /** Targets `send` can reach; a letter may be answered by any channel that lists `mail`. */
  answersTo: ReplyTarget['kind'][]
  importsHistory: boolean
  /** Only where `receives` is not `poll`. */
  hook: HookExample | null
  /** The service appends the kind of the event to the address it is given (`/events/call`): kept in the event's meta as `path`. */
  hookTails?: boolean
  textLimit: number | null
  /** Dialogs only: what fits into one message. */
  messageLimits?: MessageLimits
  /** Can a person be written to who has never written (R227)? `reason` is shown beside the closed composer. */
  writeFirst?: { allowed: boolean; reason: Words }
  /** A quiet of so many hours is unusual for a connected account; the core learns the rest from its own history. */
  expectedSilenceHours?: number
  /** For so many hours the network keeps what it could not hand over. Left out: for as long as it has it (a mailbox), or it tells of a loss itself. */
  keepsHours?: number
  /** Of connectors that `publish`. */
  posts?: {
    /** Null: the network publishes none and says so when it refuses. */
    textLimit: number | null
    /** For so long the network knows a repeated post by its id: then a broken try may be made again. Null: never. */
    knowsRepeatsMinutes: number | null
  }
  /** Kinds of acts that the card or the dialog may offer, if `inspect` finds them working. */
  acts?: Capability[]
}
