/** Keeps looking at a mailbox: a scan by UID on every wake-up and every few minutes; the server's own notice only makes it sooner. */
import type { ImapFlow } from 'imapflow'
import type { HistorySession, FetchSession } from '../channel.ts'
import { fetchNewLetters, type FolderCursor, type LetterBatch, type RawLetter } from './fetch-letters.ts'
import { listWatchedFolders, type WatchedFolder } from './folders.ts'
import { explainMailboxError, openMailbox } from './imap-client.ts'
import type { EmailSettings } from './settings.ts'

/** A notice may be lost without a trace; then the letter waits no longer than this. */
const scanEveryMs = 2 * 60_000
const dayMs = 86_400_000

interface MailboxCursor {
  folders: Record<string, FolderCursor>
  /** Letters that arrived earlier are not ours to read, also when a folder was made anew. Null: all are. */
  since: string | null
}

type Session = FetchSession<EmailSettings>

/** Runs until the signal; throws ChannelError when the mailbox is lost: the core comes back with longer waits. */
export async function listenMailbox(session: Session): Promise<void> {
  await withMailbox(session, async (client) => {
    while (!session.io.signal.aborted) {
      const folders = await listWatchedFolders(client, session.config.watchJunk)
      for (const folder of folders) await scanFolder(client, session, folder)
      await session.checked()
      await waitForLetter(client, session)
    }
  })
}

/** Letters that came before the mailbox was connected; those already known are counted and skipped. */
export async function importMailboxHistory(session: HistorySession<EmailSettings>): Promise<void> {
  const since = session.days === null ? null : new Date(session.io.now().getTime() - session.days * dayMs)
  await withMailbox(session, async (client) => {
    const folders = await listWatchedFolders(client, session.config.watchJunk)
    let done = 0
    for (const folder of folders) {
      for await (const batch of fetchNewLetters(client, folder, null, { since, signal: session.io.signal })) {
        const outcome = await storeBatch(session, batch)
        done += batch.letters.length
        await session.progress(done, done + batch.left, outcome)
      }
    }
  })
}

async function withMailbox(session: Session, work: (client: ImapFlow) => Promise<void>): Promise<void> {
  const client = await openMailbox(session.config, session.io)
  const close = (): void => client.close()
  session.io.signal.addEventListener('abort', close)
  try {
    await work(client)
    await client.logout()
  } catch (error) {
    client.close()
    if (!session.io.signal.aborted) throw explainMailboxError(error, session.config)
  } finally {
    session.io.signal.removeEventListener('abort', close)
  }
}

async function scanFolder(client: ImapFlow, session: Session, folder: WatchedFolder): Promise<void> {
  const cursor = await readCursor(session)
  const since = cursor.since === null ? null : new Date(cursor.since)
  const batches = fetchNewLetters(client, folder, cursor.folders[folder.path] ?? null, {
    since,
    signal: session.io.signal,
  })
  for await (const batch of batches) {
    await storeBatch(session, batch)
    cursor.folders[folder.path] = batch.cursor
    await session.cursor.save({ ...cursor })
  }
}

async function storeBatch(session: Session, batch: LetterBatch): Promise<{ stored: number; known: number }> {
  const results = await Promise.all(batch.letters.map((letter) => session.store(toEvent(letter))))
  const known = results.filter((result) => result === 'known').length
  return { stored: results.length - known, known }
}

function toEvent(letter: RawLetter) {
  return {
    dedupKey: `${letter.folder}:${letter.uidValidity}:${letter.uid}`,
    body: letter.raw,
    contentType: 'message/rfc822',
    meta: {
      folder: letter.folder,
      uid: String(letter.uid),
      arrivedAt: letter.arrivedAt.toISOString(),
      ...(letter.isJunk && { junk: 'yes' }),
      ...(letter.isShortened && { shortened: 'yes' }),
    },
    bornAt: letter.arrivedAt,
  }
}

async function readCursor(session: Session): Promise<MailboxCursor> {
  const saved = (await session.cursor.read()) as Partial<MailboxCursor>
  if (saved.folders) return { folders: { ...saved.folders }, since: saved.since ?? null }
  const since = new Date(session.io.now().getTime() - session.config.historyDays * dayMs)
  const fresh = { folders: {}, since: since.toISOString() }
  await session.cursor.save(fresh)
  return fresh
}

/** Resolves at the server's notice of a new letter, after the scan interval, or at once when one came between scan and wait. */
async function waitForLetter(client: ImapFlow, session: Session): Promise<void> {
  const box = await client.mailboxOpen('INBOX', { readOnly: true })
  const cursor = (await readCursor(session)).folders['INBOX']
  if (
    cursor &&
    box.uidNext > cursor.lastUid + 1 &&
    box.exists > 0 &&
    String(box.uidValidity) === cursor.uidValidity
  )
    return
  await new Promise<void>((resolve) => {
    const finish = (): void => {
      clearTimeout(timer)
      client.off('exists', finish)
      client.off('close', finish)
      session.io.signal.removeEventListener('abort', finish)
      resolve()
    }
    const timer = setTimeout(finish, scanEveryMs)
    client.on('exists', finish)
    client.on('close', finish)
    session.io.signal.addEventListener('abort', finish)
    // Ends by itself when the next command is given.
    client.idle().then(
      () => undefined,
      () => finish(),
    )
  })
}
