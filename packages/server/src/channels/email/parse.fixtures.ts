/** Builds raw letters for tests. */
import iconv from 'iconv-lite'
import type { ParseOptions } from './parse.ts'

export const plainOptions: ParseOptions = {
  ownAuthServers: [],
  collectorAddresses: [],
  now: new Date('2026-11-22T12:00:00Z'),
}

/** Strings are taken byte for byte (latin1), so headers may carry any bytes. */
export function bytes(...pieces: (string | Buffer)[]): Buffer {
  return Buffer.concat(
    pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece)),
  )
}

export function encode(text: string, charset: string): Buffer {
  return iconv.encode(text, charset)
}

/** `=?charset?B?…?=` under any label. */
export function encodedWord(text: string, charset: string, label = charset): string {
  return `=?${label}?B?${encode(text, charset).toString('base64')}?=`
}

export interface BuiltLetter {
  headers?: Record<string, string | Buffer>
  body?: string | Buffer
}

/** A letter with sensible headers; a given header replaces one of the same name, an empty one removes it. UTF-8 throughout. */
export function buildLetter(parts: BuiltLetter = {}): Buffer {
  const headers: Record<string, string | Buffer> = {
    From: 'Olga <olga@pochta.example>',
    To: 'shop@lavka.example',
    Subject: 'Hello',
    Date: 'Fri, 05 Jun 2026 10:12:00 +0300',
    'Message-ID': '<letter-1@pochta.example>',
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    ...parts.headers,
  }
  const lines = Object.entries(headers)
    .filter(([, value]) => value.length > 0)
    .flatMap(([name, value]) => [`${name}: `, typeof value === 'string' ? Buffer.from(value) : value, '\r\n'])
  return bytes(
    ...lines,
    '\r\n',
    typeof parts.body === 'string' ? Buffer.from(parts.body) : (parts.body ?? 'Hello'),
  )
}

/** A multipart body of ready parts (each with its own header lines). */
export function multipart(boundary: string, parts: (string | Buffer)[]): Buffer {
  return bytes(
    ...parts.flatMap((part) => [
      `--${boundary}\r\n`,
      typeof part === 'string' ? Buffer.from(part) : part,
      '\r\n',
    ]),
    `--${boundary}--\r\n`,
  )
}
