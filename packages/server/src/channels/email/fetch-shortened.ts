/** A letter too large to keep whole: its headers and its text, made into a letter of their own. */
import type { ImapFlow, MessageStructureObject } from 'imapflow'

/** Text longer than this is no letter a person reads. */
const maxText = 2 * 1024 * 1024

/** Null when the letter is gone. */
export async function fetchShortened(client: ImapFlow, uid: number): Promise<Uint8Array | null> {
  const message = await client.fetchOne(
    String(uid),
    { uid: true, headers: true, bodyStructure: true },
    { uid: true },
  )
  if (!message || !message.headers) return null
  const part = message.bodyStructure ? findText(message.bodyStructure) : undefined
  const text = part ? await downloadText(client, uid, part) : Buffer.alloc(0)
  const type = part?.type ?? 'text/plain'
  const headers = dropContentHeaders(message.headers.toString('latin1'))
  const head = `${headers}Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`
  return new Uint8Array(Buffer.concat([Buffer.from(head, 'latin1'), text]))
}

function findText(node: MessageStructureObject): MessageStructureObject | undefined {
  const leaves = leavesOf(node).filter((leaf) => leaf.disposition !== 'attachment')
  return leaves.find((leaf) => leaf.type === 'text/plain') ?? leaves.find((leaf) => leaf.type === 'text/html')
}

function leavesOf(node: MessageStructureObject): MessageStructureObject[] {
  return node.childNodes ? node.childNodes.flatMap(leavesOf) : [node]
}

/** imapflow decodes transfer encoding and charset of text parts: what comes is UTF-8. */
async function downloadText(client: ImapFlow, uid: number, part: MessageStructureObject): Promise<Buffer> {
  const { content } = await client.download(String(uid), part.part ?? '1', { uid: true, maxBytes: maxText })
  if (!content) return Buffer.alloc(0)
  const chunks: Buffer[] = []
  for await (const chunk of content) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks)
}

function dropContentHeaders(headers: string): string {
  const unfolded = headers.replace(/\r?\n(?=[ \t])/g, '\u0000')
  const kept = unfolded
    .split(/\r?\n/)
    .filter((line) => line !== '' && !/^content-(type|transfer-encoding|disposition)\s*:/i.test(line))
  return `${kept.join('\r\n').replaceAll('\u0000', '\r\n')}\r\n`
}
