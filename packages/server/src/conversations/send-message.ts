/** Writing: a message to the person is stored first and sent by a job; a note is for colleagues alone. */
import type { Message, NewMessage } from '@otklik/contract'
import type { z } from 'zod'
import { recordAudit } from '../audit/index.ts'
import { findConnector } from '../channels/index.ts'
import { listFileRows, type FileRow } from '../files/index.ts'
import { actingMemberId, actorBrief } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, invalid } from '../platform/errors.ts'
import { changeConversation } from './conversation-change.ts'
import type { ConversationRow } from './conversation-row.ts'
import { findChannel, requireWriting } from './gate.ts'
import { lastPatch } from './last-message.ts'
import { attachOwn, kindOf } from './message-attachments.ts'
import { findMessage, getMessage, insertMessage, type MessageRow, type NewMessageRow } from './message-row.ts'
import { viewMessage } from './messages.view.ts'
import { findMentioned } from './mentions.ts'
import { callOutbox } from './outbox.jobs.ts'
import { readSettings } from './settings.ts'
import { lockVisibleConversation } from './visibility.ts'

export type MessageInput = { id: string } & z.output<typeof NewMessage>

/** The client makes the id, so a repeated press is one message. */
export async function sendMessage(ctx: Ctx, input: MessageInput): Promise<Message> {
  const conversation = await lockVisibleConversation(ctx, input.id)
  const known = await findMessage(ctx, input.messageId)
  if (known) {
    if (known.conversationId !== conversation.id)
      throw new AppError('CONFLICT', { message: 'This messageId belongs to another dialog' })
    return viewMessage(ctx, known)
  }
  const files = await loadFiles(ctx, input)
  const note = input.kind === 'note' || conversation.kind === 'colleague'
  if (!note) await requireWriting(ctx, conversation)
  if (!note) await checkLimits(ctx, conversation, { text: input.text, files })
  const row = note
    ? await writeNote(ctx, conversation, { input, files })
    : await queueMessage(ctx, conversation, { input, files })
  return viewMessage(ctx, row)
}

interface Draft {
  input: Omit<MessageInput, 'id' | 'kind'>
  files: FileRow[]
}

async function writeNote(ctx: Ctx, conversation: ConversationRow, draft: Draft): Promise<MessageRow> {
  const { input } = draft
  const mentionIds = await findMentioned(ctx, input.text, input.mentionIds)
  const row = await writeOwn(ctx, conversation, draft, { direction: 'note', mentionIds })
  await changeConversation(ctx, conversation, lastPatch(conversation, row, attachmentOf(draft.files)), {
    changed: ['messages'],
  })
  return row
}

/** Also for what the program itself says: greetings, off-hours answers. */
export async function queueMessage(
  ctx: Ctx,
  conversation: ConversationRow,
  draft: Draft,
  automatic = false,
): Promise<MessageRow> {
  const { input } = draft
  const { undoSeconds } = await readSettings(ctx)
  const now = ctx.now()
  const planned = input.sendAt ? new Date(input.sendAt) : null
  if (planned && planned.getTime() > now.getTime() + longestPlanMs)
    throw invalid('At most a year ahead', { sendAt: 'too_late' })
  const waits = planned && planned > now
  const wait = automatic ? 0 : undoSeconds * 1000
  const sendAfter = waits ? planned : new Date(now.getTime() + wait)
  const row = await writeOwn(ctx, conversation, draft, {
    direction: 'out',
    state: 'queued',
    sendAfter,
    occurredAt: waits ? sendAfter : now,
    automatic,
  })
  if (!waits) {
    await changeConversation(ctx, conversation, lastPatch(conversation, row, attachmentOf(draft.files)), {
      changed: ['messages'],
    })
  }
  await recordAudit(ctx, {
    action: 'message.written',
    object: { kind: 'conversation', id: conversation.id },
    after: { messageId: row.id, text: row.text, ...(waits && { sendAt: sendAfter.toISOString() }) },
  })
  await callOutbox(ctx, conversation.id, sendAfter > now ? sendAfter : null)
  return row
}

const longestPlanMs = 366 * 86_400_000

async function writeOwn(
  ctx: Ctx,
  conversation: ConversationRow,
  { input, files }: Draft,
  values: Partial<NewMessageRow> & Pick<NewMessageRow, 'direction'>,
): Promise<MessageRow> {
  const by = actorBrief(ctx.actor)
  const quoted = input.replyToId ? await getMessage(ctx, conversation.id, input.replyToId) : undefined
  const row = await insertMessage(ctx, conversation, {
    id: input.messageId,
    author: { kind: by.kind, id: by.id, name: by.name, photoUrl: null },
    memberId: actingMemberId(ctx.actor) ?? null,
    text: input.text.replaceAll('\0', '').toWellFormed(),
    occurredAt: ctx.now(),
    replyToId: quoted?.id ?? null,
    replyToExternalId: quoted?.externalId ?? null,
    fileIds: files.map(({ id }) => id),
    attachmentCount: files.length,
    interestId: conversation.interestId,
    templateId: input.templateId,
    ...values,
  })
  if (!row) throw new AppError('CONFLICT', { message: 'This messageId is in use' })
  await attachOwn(ctx, row, files)
  return row
}

/** In the order they were given. */
async function loadFiles(ctx: Ctx, input: MessageInput): Promise<FileRow[]> {
  const rows = await listFileRows(ctx, input.fileIds)
  if (rows.length !== new Set(input.fileIds).size)
    throw invalid('Some files are not here', { fileIds: 'unknown' })
  if (input.text.trim() === '' && rows.length === 0) throw invalid('Write something', { text: 'required' })
  return input.fileIds.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

async function checkLimits(
  ctx: Ctx,
  conversation: ConversationRow,
  { text, files }: { text: string; files: FileRow[] },
): Promise<void> {
  const channel = conversation.channelId ? await findChannel(ctx, conversation.channelId) : undefined
  const manifest = channel && findConnector(channel.kind)?.channel.manifest
  const limits = manifest?.messageLimits
  const longest = limits?.text ?? manifest?.textLimit ?? null
  if (longest !== null && text.length > longest)
    throw invalid(`At most ${longest} characters fit; yours has ${text.length}`, { text: 'too_long' })
  if (!limits) return
  if (files.length > limits.files)
    throw invalid(`At most ${limits.files} files fit into one message`, { fileIds: 'too_many' })
  for (const file of files) {
    const largest = file.mime.startsWith('image/') ? (limits.imageSize ?? limits.fileSize) : limits.fileSize
    if (largest !== null && file.size > largest)
      throw invalid(`${file.name} is larger than the network takes`, { fileIds: 'too_large' })
  }
}

function attachmentOf(files: readonly FileRow[]) {
  const [first] = files
  return first ? kindOf(first.mime) : null
}
