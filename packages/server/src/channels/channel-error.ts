/** The only error a connector throws, and words for people. */
/** Names of a thing in the languages of the interface. */
export interface Words {
  ru: string
  en: string
}

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
