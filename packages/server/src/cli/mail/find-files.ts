/** Files that hold letters: .eml files, mbox files, Maildir folders, and folders of all these. */
import { open, opendir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { errorMessage } from '../../platform/errors.ts'

export type FoundFile =
  | { path: string; size: number; problem: null }
  | { path: string; size: 0; problem: string }

const letterEndings = /\.(?:eml|mbox|mbx|mbs|mht|mail)$/i
/** Files that mail programs keep beside their mailboxes. */
const foreignEndings =
  /\.(?:msf|dat|json|xml|html?|txt|png|jpe?g|gif|pdf|zip|gz|lock|index|log|cache|sqlite|db|js|css|md)$/i
const sniffBytes = 4096

/** In the order of names, so that two runs say the same. What cannot be opened is told, not skipped. */
export async function* findMailFiles(path: string): AsyncGenerator<FoundFile> {
  yield* look(path, { isNamed: true, seen: new Set() })
}

interface Walk {
  /** Named by the person: taken whatever it looks like. */
  isNamed: boolean
  /** Folders already walked: links may lead in circles. */
  seen: Set<string>
}

async function* look(path: string, walk: Walk): AsyncGenerator<FoundFile> {
  try {
    const entry = await stat(path)
    if (entry.isDirectory()) yield* lookInside(path, walk)
    else if (entry.isFile() && (walk.isNamed || (await holdsLetters(path))))
      yield { path, size: entry.size, problem: null }
  } catch (error) {
    yield { path, size: 0, problem: errorMessage(error) }
  }
}

async function* lookInside(folder: string, walk: Walk): AsyncGenerator<FoundFile> {
  const real = await realpath(folder)
  if (walk.seen.has(real)) return
  walk.seen.add(real)
  const names: string[] = []
  for await (const entry of await opendir(folder)) names.push(entry.name)
  const isMaildir = names.includes('cur') || names.includes('new')
  for (const name of names.toSorted()) {
    // Letters in `tmp` are still being delivered.
    if (isMaildir && name === 'tmp') continue
    yield* look(join(folder, name), { ...walk, isNamed: false })
  }
}

async function holdsLetters(path: string): Promise<boolean> {
  const name = basename(path)
  const isLetterOfMaildir = /^(?:cur|new)$/.test(basename(dirname(path))) && !name.startsWith('.')
  if (isLetterOfMaildir || letterEndings.test(name)) return true
  return !name.startsWith('.') && !foreignEndings.test(name) && looksLikeMail(await readHead(path))
}

function looksLikeMail(head: string): boolean {
  if (head.includes('\0')) return false
  return /^From \S*.*\r?\n[!-9;-~]+:/.test(head) || /^(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2}/.test(head)
}

export async function readHead(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffBytes), 0, sniffBytes, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await file.close()
  }
}
