/** How a telephony tells of calls, as data: one more service is one more object in `recipes/`, and no code. */
import type { CallStage, Words } from '../channel.ts'

/** A way to a value: `from.number`, or `duration` of a form. */
export type Path = string

/** The value at a path; seconds between two moments; a link with `{path}` in it; the same word always. */
export type Source = Path | { between: [Path, Path] } | { link: string } | { always: string }

export interface Telling {
  direction?: Source
  stage?: CallStage
  phone?: Source
  name?: Source
  line?: Source
  operator?: Source
  startedAt?: Source
  talkSeconds?: Source
  recording?: { id: Source; url?: Source }
}

export interface Rule {
  /** Kinds of events it reads. */
  kinds: readonly string[]
  /** Every value must fit; what is not there is an empty text. */
  when?: Record<Path, RegExp>
  /** Null: understood, and no news of a call with a client. */
  tells: Telling | null
}

export type Signature =
  /** `t=<unix seconds>,v1=<hex>` in a header: HMAC-SHA256 of `<t>.<body>`. Old ones are refused. */
  | { kind: 'timed_body'; header: string }
  /** The named values one after another, and a hash of them. */
  | {
      kind: 'joined'
      hash: 'sha1' | 'sha256'
      /** `hmac`: the secret is the key; `joined`: it stands among the values. */
      secret: 'hmac' | 'joined'
      /** Of each kind of event, `*` of all others; without `*` others cannot be proven and are refused. */
      values: Record<string, readonly Part[]>
      written: 'hex' | 'base64_of_hex'
      where: { header: string } | { field: string }
    }

/** A field of what was sent, or what the connect form holds. */
export type Part = { field: Path } | { config: 'key' | 'secret' }

export interface Recipe {
  name: Words
  /** `{ jsonIn }`: a form, one field of which is JSON. */
  content: 'json' | 'form' | { jsonIn: string }
  /** Where the kind of the event stands: in a value, or in the address behind ours. */
  kind: { value: Path } | 'address'
  callId: Path
  /** When it was told; without it the moment of receipt. */
  at?: Path
  signature: Signature
  /** Must `key` be filled in? */
  needsKey: boolean
  /** Name of the query value that is given back to a GET of the address. */
  echo?: string
  /** What the service wants to hear. */
  answer?: { body: string; contentType: string }
  /** Its author is at hand and may correct what cannot be read: told at once. */
  complains: boolean
  rules: readonly Rule[]
}
