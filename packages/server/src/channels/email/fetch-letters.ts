/** Reads new letters of one folder by UID, in batches, raw. The cursor is UIDVALIDITY and the last UID: nothing depends on marks or dates of the server. */
import type { FetchMessageObject, ImapFlow } from 'imapflow'
import { fetchShortened } from './fetch-shortened.ts'
import type { WatchedFolder } from './folders.ts'

export interface FolderCursor {
  uidValidity: string
  lastUid: number
}

export interface RawLetter {
  uid: number
  uidValidity: string
  folder: string
  isJunk: boolean
  arrivedAt: Date
  raw: Uint8Array
  /** Only headers and text were fetched: the letter is too large. */
  isShortened: boolean
}

export interface LetterBatch {
  letters: RawLetter[]
  cursor: FolderCursor
  /** Letters of the folder not yet looked at after this batch. */
  left: number
}

export interface FetchOptions {
  /** Letters that arrived earlier are passed over; null: none. */
  since: Date | null
  /** UIDs above this are left for the ordinary scan (used by history import). */
  upToUid?: number
  signal?: AbortSignal
}

/** Larger letters come without their attachments. */
export const maxLetterBytes = 25 * 1024 * 1024
const batchLetters = 50
const batchBytes = 16 * 1024 * 1024

interface Waiting {
  uid: number
  size: number
  arrivedAt: Date
}

/**
 * Yields batches in order of UID, each with the cursor to store in the same transaction.
 * Another UIDVALIDITY than the cursor's means a folder made anew: read from the first letter, doubles are known by their fingerprint.
 */
export async function* fetchNewLetters(
  client: ImapFlow,
  folder: WatchedFolder,
  cursor: FolderCursor | null,
  options: FetchOptions,
): AsyncGenerator<LetterBatch> {
  const box = await client.mailboxOpen(folder.path, { readOnly: true })
  const uidValidity = String(box.uidValidity)
  const isSame = cursor?.uidValidity === uidValidity
  const from = isSame ? cursor.lastUid + 1 : 1
  if (box.exists === 0) {
    const lastUid = box.uidNext - 1
    if (!isSame || lastUid > cursor.lastUid) yield { letters: [], cursor: { uidValidity, lastUid }, left: 0 }
    return
  }
  const waiting = await listWaiting(client, from, options)
  const batches = cutBatches(waiting.wanted)
  let left = waiting.wanted.length
  for (const batch of batches) {
    if (options.signal?.aborted) return
    const letters: RawLetter[] = []
    for (const item of batch) {
      const letter = await fetchOne(client, item)
      // On a lost connection the client answers "nothing there": the cursor must not pass letters nobody saw.
      if (!client.mailbox) throw new Error('The connection to the mailbox was lost')
      if (letter) letters.push({ ...letter, uidValidity, folder: folder.path, isJunk: folder.isJunk })
    }
    left -= batch.length
    yield { letters, cursor: { uidValidity, lastUid: batch.at(-1)?.uid ?? from - 1 }, left }
  }
  // Letters passed over as too old, and numbers whose letters are deleted, still move the cursor.
  const seen = options.upToUid === undefined ? box.uidNext - 1 : 0
  const lastSeen = Math.max(waiting.lastUid, from - 1, seen)
  if (!isSame || lastSeen > (waiting.wanted.at(-1)?.uid ?? cursor.lastUid)) {
    yield { letters: [], cursor: { uidValidity, lastUid: lastSeen }, left: 0 }
  }
}

async function listWaiting(
  client: ImapFlow,
  from: number,
  options: FetchOptions,
): Promise<{ wanted: Waiting[]; lastUid: number }> {
  const found: Waiting[] = []
  const range = `${from}:${options.upToUid ?? '*'}`
  for await (const message of client.fetch(
    range,
    { uid: true, size: true, internalDate: true },
    { uid: true },
  )) {
    // `n:*` with nothing new still gives the last letter.
    if (message.uid < from) continue
    found.push({ uid: message.uid, size: message.size ?? 0, arrivedAt: readDate(message) })
  }
  found.sort((a, b) => a.uid - b.uid)
  const { since } = options
  return {
    wanted: since ? found.filter((item) => item.arrivedAt >= since) : found,
    lastUid: found.at(-1)?.uid ?? 0,
  }
}

function readDate(message: FetchMessageObject): Date {
  const date = new Date(message.internalDate ?? Date.now())
  return Number.isNaN(date.getTime()) ? new Date() : date
}

function cutBatches(items: Waiting[]): Waiting[][] {
  const batches: Waiting[][] = []
  let size = 0
  for (const item of items) {
    const current = batches.at(-1)
    if (!current || current.length >= batchLetters || size + item.size > batchBytes) {
      batches.push([item])
      size = item.size
    } else {
      current.push(item)
      size += item.size
    }
  }
  return batches
}

/** Null when somebody deleted the letter meanwhile. */
async function fetchOne(
  client: ImapFlow,
  item: Waiting,
): Promise<Pick<RawLetter, 'uid' | 'arrivedAt' | 'raw' | 'isShortened'> | null> {
  const { uid, arrivedAt } = item
  if (item.size > maxLetterBytes) {
    const raw = await fetchShortened(client, uid)
    return raw ? { uid, arrivedAt, raw, isShortened: true } : null
  }
  const message = await client.fetchOne(String(uid), { uid: true, source: true }, { uid: true })
  return message && message.source
    ? { uid, arrivedAt, raw: new Uint8Array(message.source), isShortened: false }
    : null
}
