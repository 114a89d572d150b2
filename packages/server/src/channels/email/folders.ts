/** Which folders are read and where a sent copy goes, by the server's own marks. */
import type { ImapFlow, ListResponse } from 'imapflow'

export interface WatchedFolder {
  path: string
  isJunk: boolean
}

const junkNames = /^(spam|junk|junk e-?mail|спам|нежелательная почта|bulk mail)$/i

export async function listWatchedFolders(client: ImapFlow, withJunk: boolean): Promise<WatchedFolder[]> {
  const inbox: WatchedFolder = { path: 'INBOX', isJunk: false }
  if (!withJunk) return [inbox]
  const junk = await findFolder(client, '\\Junk', junkNames)
  return junk ? [inbox, { path: junk, isJunk: true }] : [inbox]
}

export async function findSentFolder(client: ImapFlow): Promise<string | null> {
  return findFolder(client, '\\Sent', /^(sent|sent items|sent mail|отправленные|исходящие)$/i)
}

async function findFolder(client: ImapFlow, use: string, names: RegExp): Promise<string | null> {
  const folders = await client.list()
  const marked = folders.find((folder) => folder.specialUse === use)
  return (marked ?? folders.find((folder) => names.test(lastPart(folder))))?.path ?? null
}

function lastPart(folder: ListResponse): string {
  return folder.name
}
