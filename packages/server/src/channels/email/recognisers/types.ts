/** The shape of a recogniser: what one source's letters look like, as data. */
import type { ActionType, ActivityClass, SourceType } from '@otklik/contract'
import type { Inbound, InboundAuthor, InboundWarning, ReplyTarget, Words } from '../../channel.ts'
import type { Letter } from '../letter.ts'
import type { LetterView } from './view.ts'

/** One test over a part of the letter. */
export interface Mark {
  in: 'subject' | 'text' | 'link' | 'header'
  /** Lower-case name, for `header`. */
  header?: string
  pattern: RegExp
}

/**
 * Where an address leads. Tried in order; the first rule any link of the letter satisfies names the object.
 * `{group}` in `key` is a named group of `path` or a name from `query`.
 */
export interface LinkRule {
  host: RegExp
  path: RegExp
  /** Query values that must be there: name in the template -> name in the address. */
  query?: Readonly<Record<string, string>>
  /** Shape the query values must have; its named groups serve the template too. */
  value?: RegExp
  key?: string
  /** A comment can only be named by a link that leads to the comment, not to the post above it. */
  level: 'comment' | 'post' | 'community' | 'dialog'
  /** Russian name of the place: «Пост». */
  place: string
  /** The page of a product, as a template like `key`: becomes the product hint. */
  productPage?: string
}

export interface AuthorRule {
  host: RegExp
  /** Where a profile is, for headlines that give the `handle`. */
  profile?: string
  /** Group `id` is the stable id in the network. */
  path: RegExp
}

/** What one headline says happened. */
export interface Kind {
  action: ActionType
  reason: Words
  /**
   * Matched against each line of the body and against the subject.
   * Groups: `author`, `handle`, `title`, `text`, `tone`, `rating`, `product`.
   */
  headlines: readonly RegExp[]
  /** `below`: the words follow the headline; `none`: a like has no words of its own. */
  words: 'below' | 'none'
  /**
   * What makes the event one of a kind: the comment itself, the post itself, or the post together with
   * who acted on it (two likes under one post are two events).
   */
  keyed: 'comment' | 'post' | 'actor' | 'none'
  isPublic: boolean
  activityClass?: ActivityClass
}

/** What a reading of the letter gave, before it becomes an `Inbound`. */
export interface Found {
  action: ActionType
  reason: Words
  activityClass?: ActivityClass
  sourceType?: SourceType
  author?: InboundAuthor | null
  text: string
  quoted?: string | null
  sourceUrl?: string | null
  sourceTitle?: string | null
  objectKey?: string | null
  rating?: number | null
  isPublic: boolean
  productHint?: Inbound['productHint']
  occurredAt?: Date | null
  replyTarget?: ReplyTarget | null
  fields?: Inbound['fields']
  warnings?: InboundWarning[]
  /** The letter speaks of another site than the one that signed it. */
  isForeign?: boolean
}

export interface RecogniseContext {
  /** Whom the secret address belongs to when the letter came to one: a host or a label. */
  collectorSource?: string | null
  receivedAt: Date
  mailboxName: string
  fromJunk: boolean
  /** The letter inside, when an attached letter was forwarded without a word (`readForwardedLetter`). */
  forwarded?: Letter | null
}

export interface Recogniser {
  id: string
  /** Raised whenever the layout is read differently. */
  version: number
  /** Day of the layout knowledge. */
  date: string
  name: Words
  /** From addresses. Empty: any sender, the marks decide. */
  senders: readonly RegExp[]
  /** Domains whose signature proves the sender; `site`: a secret address, or the signature of the site itself. */
  signedBy: readonly string[] | 'site'
  /** What an unproven letter becomes: a plain card, or the same card with a warning. */
  unproven: 'plain' | 'warn'
  /** All senders match and any of these: not a sign of interest (digests, advertising). */
  ignores?: readonly Mark[]
  /** At least one must hold. */
  marks?: readonly Mark[]
  sourceType: SourceType
  activityClass: ActivityClass
  /** Network of the author's id. */
  network: string
  links?: readonly LinkRule[]
  authors?: AuthorRule
  /** Addresses of pictures that are faces, not logos. */
  photo?: RegExp
  /** HTML class whose last element holds the words. */
  wordsClass?: string
  /** Lines that are buttons. In HTML a button must also be a link: «Посмотреть бы вживую» may be what a person wrote. */
  buttons?: readonly RegExp[]
  /** Lines of the footer: they end the words. */
  stops?: readonly RegExp[]
  /** Lines between the headline and the words. */
  skips?: readonly RegExp[]
  kinds?: readonly Kind[]
  /** Where lines and links are not enough. Null: not this recogniser's letter. */
  extract?: (view: LetterView, context: RecogniseContext) => Found | null
}
