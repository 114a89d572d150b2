/** The whole dialog on paper: every message from the first, as text or as a page the browser prints or keeps as PDF. */
import type { ConversationDetail, Message } from '@otklik/contract'
import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { showNotice } from '@otklik/ui'
import { api } from '../api/client.ts'
import { showProblem } from '../api/query-client.ts'
import { saveFile } from '../app/save-file.ts'
import { authorName, messageStateWords, nameOf, systemWords } from './conversation-words.ts'

const PAGE = 200

export async function saveAsText(conversation: ConversationDetail): Promise<void> {
  const lines = await readLines(conversation)
  if (!lines) return
  const name = nameOf(conversation)
    .replace(/[^\p{L}\p{N} .-]/gu, ' ')
    .trim()
  saveFile(`${name}.txt`, `${lines.join('\n')}\n`)
}

/** A frame of its own, so that only the dialog is printed. Text goes in as text: names and words are strangers'. */
export async function printDialog(conversation: ConversationDetail): Promise<void> {
  const lines = await readLines(conversation)
  if (!lines) return
  const frame = document.createElement('iframe')
  frame.style.display = 'none'
  frame.title = nameOf(conversation)
  document.body.append(frame)
  const page = frame.contentDocument
  if (!page) return
  page.title = nameOf(conversation)
  page.body.style.font = '13px/1.5 Inter, sans-serif'
  for (const line of lines) {
    const paragraph = page.createElement('p')
    paragraph.textContent = line
    paragraph.style.whiteSpace = 'pre-wrap'
    paragraph.style.margin = '0 0 6px'
    page.body.append(paragraph)
  }
  frame.contentWindow?.addEventListener('afterprint', () => frame.remove())
  frame.contentWindow?.print()
}

async function readLines(conversation: ConversationDetail): Promise<string[] | undefined> {
  try {
    const messages = await readAll(conversation.id)
    if (messages.length > PAGE) showNotice({ title: t`Собрано сообщений: ${messages.length}` })
    const channel = conversation.channel?.name
    const title = [nameOf(conversation), channel].filter(Boolean).join(' · ')
    return [title, '', ...messages.map((message) => toLine(message, conversation))]
  } catch (error) {
    showProblem(error)
    return undefined
  }
}

async function readAll(id: string): Promise<Message[]> {
  const pages: Message[][] = []
  let before: string | undefined
  do {
    const page = await api.conversations.messages({
      id,
      limit: PAGE,
      ...(before !== undefined && { before }),
    })
    pages.unshift(page.items)
    before = page.older ?? undefined
  } while (before !== undefined)
  return pages.flat().filter(({ state }) => state !== 'cancelled')
}

/** «22.11.2026, 14:05  Анна Ким: Добрый день». */
function toLine(message: Message, conversation: ConversationDetail): string {
  const at = new Date(message.occurredAt).toLocaleString(i18n.locale)
  if (message.direction === 'system') return `${at}  ${systemWords(message.reason)}`
  const files = message.attachments.map(({ name }) => `[${name}]`)
  const signs = [
    message.direction === 'note' ? t`заметка` : undefined,
    message.editedAt === null ? undefined : t`изменено`,
    message.removed === null ? undefined : t`удалено в сети`,
    message.direction === 'out' && message.state !== 'sent' ? messageStateWords(message)?.words : undefined,
  ].filter((sign) => sign !== undefined)
  const said = [message.text, ...files].filter((part) => part !== '').join(' ')
  return `${at}  ${authorName(message.author, conversation)}${signs.length > 0 ? ` (${signs.join(', ')})` : ''}: ${said}`
}
