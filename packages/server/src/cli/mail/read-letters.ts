/** Letters of a path, one after another, whatever the files are. */
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { errorMessage } from '../../platform/errors.ts'
import { findMailFiles, readHead, type FoundFile } from './find-files.ts'
import { maxLetterBytes, readArrival, type FoundLetter, type UnreadPlace } from './mail-letter.ts'
import { isEnvelopeLine, splitMbox } from './mbox.ts'

export type Found = FoundLetter | UnreadPlace

/** Every letter is yielded once. A file that cannot be read is an `UnreadPlace`; the rest goes on. */
export async function* readLetters(path: string, now: Date): AsyncGenerator<Found> {
  for await (const file of findMailFiles(path)) {
    if (file.problem !== null) yield { file: file.path, problem: file.problem, bytes: 0 }
    else yield* readFileLetters(file, now)
  }
}

/** How many bytes a path holds, for the progress bar. */
export async function measureMail(path: string): Promise<number> {
  let total = 0
  for await (const file of findMailFiles(path)) total += file.size
  return total
}

async function* readFileLetters(file: FoundFile, now: Date): AsyncGenerator<Found> {
  try {
    const firstLine = (await readHead(file.path)).replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? ''
    if (isEnvelopeLine(firstLine)) yield* readMbox(file, now)
    else yield await readSingle(file, now)
  } catch (error) {
    yield { file: file.path, problem: errorMessage(error), bytes: 0 }
  }
}

async function* readMbox({ path }: FoundFile, now: Date): AsyncGenerator<Found> {
  const isJunk = isJunkPath(path)
  for await (const letter of splitMbox(createReadStream(path, { highWaterMark: 256 * 1024 }))) {
    yield {
      file: path,
      raw: letter.raw,
      arrivedAt: readArrival(letter.raw, letter.envelope, now),
      isJunk,
      bytes: letter.raw.length + letter.envelope.length + 7,
    }
  }
}

async function readSingle({ path, size }: FoundFile, now: Date): Promise<Found> {
  if (size > maxLetterBytes)
    return {
      file: path,
      problem: `the file has ${Math.round(size / 1048576)} MB, a letter may have ${maxLetterBytes / 1048576}`,
      bytes: size,
    }
  const raw = await readFile(path)
  return { file: path, raw, arrivedAt: readArrival(raw, '', now), isJunk: isJunkPath(path), bytes: size }
}

function isJunkPath(path: string): boolean {
  return /(?:^|[/\\.])(?:junk|spam|bulk mail|спам|нежелательная почта)(?:[/\\.]|$)/i.test(path)
}
