/**
 * Splits an mbox stream into letters without holding more than one of them.
 * Writers disagree about «From » inside a letter, so a line parts two letters only when it follows an empty line,
 * looks like an envelope line, and the next line looks like a header. `>From ` loses one `>` (mboxrd; right for mboxo too).
 */
import { maxLetterBytes } from './mail-letter.ts'

export interface MboxLetter {
  raw: Buffer
  /** What follows «From »: the envelope's sender and date. */
  envelope: string
  /** Larger than we keep; `raw` is cut there. */
  isCut: boolean
}

/** Only this much of a line is looked at to tell an envelope line; longer lines are passed on in pieces. */
const maxHeldLine = 64 * 1024

export async function* splitMbox(chunks: AsyncIterable<Buffer>): AsyncGenerator<MboxLetter> {
  const splitter = createSplitter()
  for await (const line of readLines(chunks)) {
    const letter = splitter.take(line)
    if (letter) yield letter
  }
  const last = splitter.end()
  if (last) yield last
}

export function isEnvelopeLine(line: string): boolean {
  if (!line.startsWith('From ')) return false
  const rest = line.slice(5).trim()
  // Thunderbird writes `From -` and nothing else; others an address, or anything with a time and a year.
  return (
    /^-?$/.test(rest) ||
    /^\S+@\S*$/.test(rest) ||
    /\d{1,2}:\d{2}.*\b\d{4}\b|\b\d{4}\b.*\d{1,2}:\d{2}/.test(rest) ||
    /^MAILER-DAEMON\b/i.test(rest)
  )
}

/** Lines with their ends. A line longer than we hold comes in pieces; only the first piece can begin a letter. */
async function* readLines(
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<{ bytes: Buffer; isWhole: boolean }> {
  let held: Buffer = Buffer.alloc(0)
  let isStart = true
  for await (const chunk of chunks) {
    const data: Buffer = held.length > 0 ? Buffer.concat([held, chunk]) : chunk
    let at = 0
    for (let end = data.indexOf(10, at); end >= 0; end = data.indexOf(10, at)) {
      yield { bytes: data.subarray(at, end + 1), isWhole: isStart }
      isStart = true
      at = end + 1
    }
    held = data.subarray(at)
    if (held.length > maxHeldLine) {
      yield { bytes: held, isWhole: isStart }
      isStart = false
      held = Buffer.alloc(0)
    }
  }
  if (held.length > 0) yield { bytes: held, isWhole: isStart }
}

function createSplitter() {
  let current: Gathering | null = null
  /** An envelope line waiting for the line after it. */
  let pending: Buffer | null = null
  let afterBlank = true
  return {
    take(line: { bytes: Buffer; isWhole: boolean }): MboxLetter | null {
      let done: MboxLetter | null = null
      if (pending) {
        const envelope: Buffer = pending
        pending = null
        if (current === null || isHeaderLine(line.bytes)) {
          done = current ? finish(current, true) : null
          current = gather(envelope)
        } else {
          add(current, envelope)
        }
      }
      const text =
        line.isWhole && line.bytes.length < 1024 && line.bytes[0] === 70 ? line.bytes.toString('latin1') : ''
      if (afterBlank && isEnvelopeLine(text.trimEnd())) {
        pending = Buffer.from(line.bytes)
      } else {
        current ??= gather(Buffer.alloc(0))
        add(current, unescape(line))
      }
      afterBlank = isBlank(line.bytes)
      return done
    },
    end(): MboxLetter | null {
      if (pending && current) add(current, pending)
      return current && current.size > 0 ? finish(current, false) : null
    },
  }
}

interface Gathering {
  envelope: string
  parts: Buffer[]
  size: number
  isCut: boolean
}

function gather(envelope: Buffer): Gathering {
  return { envelope: envelope.toString('latin1').slice(5).trim(), parts: [], size: 0, isCut: false }
}

function add(letter: Gathering, bytes: Buffer): void {
  if (letter.size + bytes.length > maxLetterBytes) {
    letter.isCut = true
    return
  }
  // A view would keep the whole chunk of the file in memory as long as the letter lives; so would thousands of tiny copies.
  const last = letter.parts.at(-1)
  if (last && last.buffer === bytes.buffer && last.byteOffset + last.length === bytes.byteOffset) {
    letter.parts[letter.parts.length - 1] = Buffer.from(
      last.buffer,
      last.byteOffset,
      last.length + bytes.length,
    )
  } else {
    letter.parts.push(bytes)
  }
  letter.size += bytes.length
}

/** The empty line before the next envelope belongs to the box, not to the letter. */
function finish(letter: Gathering, hasNext: boolean): MboxLetter {
  const raw = Buffer.concat(letter.parts)
  return { raw: hasNext ? withoutLastBlank(raw) : raw, envelope: letter.envelope, isCut: letter.isCut }
}

function withoutLastBlank(raw: Buffer): Buffer {
  if (raw.length >= 4 && raw.toString('latin1', raw.length - 4) === '\r\n\r\n')
    return raw.subarray(0, raw.length - 2)
  return raw.length >= 2 && raw.toString('latin1', raw.length - 2) === '\n\n'
    ? raw.subarray(0, raw.length - 1)
    : raw
}

function unescape(line: { bytes: Buffer; isWhole: boolean }): Buffer {
  return line.isWhole && line.bytes[0] === 62 && /^>+From /.test(line.bytes.toString('latin1', 0, 32))
    ? line.bytes.subarray(1)
    : line.bytes
}

function isBlank(bytes: Buffer): boolean {
  return bytes.length === 0 || bytes[0] === 10 || (bytes[0] === 13 && bytes[1] === 10)
}

/** Old writers leave a stray `>From ` among the headers. */
function isHeaderLine(bytes: Buffer): boolean {
  return /^(?:[!-9;-~]+[ \t]*:|>From )/.test(bytes.toString('latin1', 0, Math.min(bytes.length, 200)))
}
