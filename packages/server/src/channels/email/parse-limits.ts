/** What a letter may cost, and the one error parsing may end in. */

export type LetterErrorKind =
  /** More bytes than we read. */
  | 'too_large'
  /** Parts within parts beyond any honest letter. */
  | 'too_deep'
  | 'too_many_parts'
  /** Took too long or too much memory. */
  | 'too_heavy'
  /** Not a letter at all, or one that broke the parser. */
  | 'unreadable'

/** The letter stays stored as it came; the card says "unreadable" with this reason. */
export class LetterError extends Error {
  readonly kind: LetterErrorKind
  constructor(kind: LetterErrorKind, message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.name = 'LetterError'
    this.kind = kind
  }
}

/** Nothing is wrong with the letter: the parser was closed or could not start. Parse it again later. */
export class LetterPoolError extends Error {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.name = 'LetterPoolError'
  }
}

export interface LetterLimits {
  /** Of the raw letter. Decoding never makes more bytes than it reads, so this bounds the attachments too. */
  bytes: number
  /** Multiparts within multiparts. */
  depth: number
  parts: number
  /** Bytes of one text part that are read; the rest stays in the raw letter. */
  textBytes: number
  /** Header lines and bytes that are read. */
  headerLines: number
  headerBytes: number
}

export const defaultLimits: LetterLimits = {
  bytes: 80 * 1024 * 1024,
  depth: 40,
  parts: 3000,
  textBytes: 2 * 1024 * 1024,
  headerLines: 3000,
  headerBytes: 512 * 1024,
}
