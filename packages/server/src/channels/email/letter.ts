/** A letter after parsing: what the classifier and the recognisers read. Pure data, safe to pass between threads. */
import type { InboundAttachment } from '../channel.ts'

export interface LetterAddress {
  /** Lower case. */
  address: string
  name: string | null
}

export interface SenderTrust {
  /**
   * `dkim`: a valid signature aligned with the From domain;
   * `collector`: came to a secret address only one site knows;
   * `none`: nothing proves the sender.
   */
  proof: 'dkim' | 'collector' | 'none'
  /** Domains whose DKIM signature passed. */
  signedBy: string[]
  /** More than one From, a broken signature: words for the log. */
  doubts: string[]
}

export interface Letter {
  /** Without angle brackets; null when absent or implausible. */
  messageId: string | null
  inReplyTo: string | null
  references: string[]
  subject: string
  from: LetterAddress | null
  /** More than one From header or address: the sender cannot be believed. */
  fromCount: number
  replyTo: LetterAddress[]
  to: LetterAddress[]
  cc: LetterAddress[]
  /** The sender's own date; null when absent or absurd. */
  date: Date | null
  /** All headers, lower-case names, repeated ones joined in order; values decoded. */
  headers: { name: string; value: string }[]
  /** Plain text of the whole letter (from the text part, else made of the HTML). */
  text: string
  /** The author's own words: `text` without quotes and signature; never empty when `text` is not. */
  reply: string
  /** What was cut away below (or around) the words. */
  quoted: string | null
  /** Sanitised HTML, no remote content, no scripts; null when the letter had none. */
  html: string | null
  /** HTML before sanitising, for recognisers that read marks in it. Never shown. */
  rawHtml: string | null
  attachments: InboundAttachment[]
  /** Delivery-status, feedback-report and disposition parts, as text. */
  reports: { type: string; text: string }[]
  trust: SenderTrust
  size: number
}
