/** May the acting person write here now, and if not, why. */
import type { ConversationDetail, WritingGate } from '@otklik/contract'
import type { Words } from '../channels/channel.ts'
import { channels } from '../channels/channels.table.ts'
import { findConnector, type ChannelRow } from '../channels/index.ts'
import { memberBriefs } from '../members/index.ts'
import { actingMemberId, actorMay } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, forbidden } from '../platform/errors.ts'
import { and, eq } from 'drizzle-orm'
import type { ConversationRow } from './conversation-row.ts'

type Code = WritingGate['code']

const words: Record<Exclude<Code, 'ok' | 'client_must_write_first'>, Words> = {
  accept_first: {
    ru: 'Сначала примите диалог: так коллеги видят, кто отвечает.',
    en: 'Accept the dialog first: colleagues then see who answers.',
  },
  taken: {
    ru: 'Диалог ведёт коллега. Можно оставить заметку.',
    en: 'A colleague leads this dialog. You may leave a note.',
  },
  closed: {
    ru: 'Диалог закрыт. Откройте его снова, чтобы написать.',
    en: 'The dialog is closed. Open it again to write.',
  },
  window_closed: {
    ru: 'Срок ответа вышел: сеть больше не примет сообщение, пока человек не напишет сам.',
    en: 'The time to answer is over: the network takes nothing more until the person writes.',
  },
  forbidden_by_person: {
    ru: 'Человек запретил сообщения. Напишете, когда он разрешит или напишет сам.',
    en: 'The person forbade messages. You can write when they allow it or write themselves.',
  },
  channel_cannot_send: {
    ru: 'Этот канал не умеет отправлять сообщения.',
    en: 'This channel cannot send messages.',
  },
  channel_stopped: {
    ru: 'Канал остановлен или отключён. Почините его на странице «Каналы».',
    en: 'The channel is stopped or disconnected. Mend it on the page “Channels”.',
  },
  reads_only: { ru: 'Ваша роль только читает диалоги.', en: 'Your role only reads dialogs.' },
}

export async function readGate(ctx: Ctx, row: ConversationRow): Promise<WritingGate> {
  const channel = row.channelId ? await findChannel(ctx, row.channelId) : undefined
  const code = gateCode(ctx, row, channel)
  const holders =
    code === 'taken' && row.responsibleId ? await memberBriefs(ctx, [row.responsibleId]) : new Map()
  return {
    code,
    words: code === 'ok' || code === 'client_must_write_first' ? null : words[code],
    holder: holders.get(row.responsibleId ?? '') ?? null,
    windowUntil: row.windowUntil?.toISOString() ?? null,
  }
}

/** Throws what the contract declares for each reason. */
export async function requireWriting(ctx: Ctx, row: ConversationRow): Promise<void> {
  const gate = await readGate(ctx, row)
  const message = gate.words?.en
  if (gate.code === 'ok') return
  if (gate.code === 'accept_first' || gate.code === 'closed')
    throw new AppError('ACCEPT_FIRST', message ? { message } : {})
  if (gate.code === 'taken') throw takenBy(gate.holder ?? { id: row.responsibleId ?? '', name: '' })
  if (gate.code === 'window_closed') throw new AppError('WINDOW_CLOSED', message ? { message } : {})
  if (gate.code === 'reads_only') throw forbidden()
  throw new AppError('CANNOT_WRITE_HERE', { ...(message && { message }), data: { words: gate.words } })
}

export function takenBy(holder: { id: string; name: string }): AppError {
  return new AppError('CONVERSATION_TAKEN', {
    message: `${holder.name} leads this dialog`,
    data: { memberId: holder.id, memberName: holder.name },
  })
}

/** What the network takes in one message, and what it allows. */
export async function readAbilities(
  ctx: Ctx,
  row: ConversationRow,
): Promise<Pick<ConversationDetail, 'limits' | 'acts'>> {
  const channel = row.channelId ? await findChannel(ctx, row.channelId) : undefined
  const manifest = channel && findConnector(channel.kind)?.channel.manifest
  if (!channel || !manifest) return { limits: null, acts: [] }
  const limits = manifest.messageLimits ?? {
    text: manifest.textLimit,
    caption: null,
    files: 20,
    fileSize: null,
    imageSize: null,
  }
  const works = channel.inspection?.works
  const acts = manifest.acts ?? []
  return { limits, acts: works ? acts.filter((act) => works.includes(act)) : acts }
}

/** Removed ones too: their dialogs remain. */
export async function findChannel(ctx: Ctx, id: string): Promise<ChannelRow | undefined> {
  const [row] = await ctx.db
    .select()
    .from(channels)
    .where(and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, id)))
  return row
}

function gateCode(ctx: Ctx, row: ConversationRow, channel: ChannelRow | undefined): Code {
  if (!actorMay(ctx.actor, 'conversations.work')) return 'reads_only'
  if (row.kind === 'colleague') return 'ok'
  return channelCode(row, channel) ?? personCode(ctx, row) ?? operatorCode(ctx, row)
}

function channelCode(row: ConversationRow, channel: ChannelRow | undefined): Code | undefined {
  if (!channel || channel.removedAt || channel.state === 'stopped') return 'channel_stopped'
  const manifest = findConnector(channel.kind)?.channel.manifest
  const reaches = row.replyTarget && manifest?.answers && manifest.answersTo.includes(row.replyTarget.kind)
  return reaches ? undefined : 'channel_cannot_send'
}

function personCode(ctx: Ctx, row: ConversationRow): Code | undefined {
  if (row.forbiddenSince) return 'forbidden_by_person'
  return row.windowUntil && row.windowUntil <= ctx.now() ? 'window_closed' : undefined
}

/** Keys and the program write without accepting: there is nobody to show. */
function operatorCode(ctx: Ctx, row: ConversationRow): Code {
  const me = actingMemberId(ctx.actor)
  if (!me) return 'ok'
  if (row.state === 'closed') return 'closed'
  const led = row.responsibleId !== null && row.responsibleId !== me && row.acceptedAt !== null
  if (led) return actorMay(ctx.actor, 'conversations.assign') ? 'ok' : 'taken'
  return row.acceptedAt ? 'ok' : 'accept_first'
}

/** Closing and the like: the operator themself, a head, or anybody while nobody leads. */
export async function requireLeading(ctx: Ctx, row: ConversationRow): Promise<void> {
  const me = actingMemberId(ctx.actor)
  const other = row.responsibleId !== null && row.responsibleId !== me && row.acceptedAt !== null
  if (!me || !other || actorMay(ctx.actor, 'conversations.assign')) return
  const holder = (await memberBriefs(ctx, [row.responsibleId ?? ''])).get(row.responsibleId ?? '')
  throw takenBy(holder ?? { id: row.responsibleId ?? '', name: '' })
}

/** Can anything reach the person here, whoever writes. */
export async function requireReach(ctx: Ctx, row: ConversationRow): Promise<void> {
  const channel = row.channelId ? await findChannel(ctx, row.channelId) : undefined
  const code = channelCode(row, channel) ?? personCode(ctx, row)
  if (!code || code === 'ok' || code === 'client_must_write_first') return
  throw new AppError('CANNOT_WRITE_HERE', { message: words[code].en, data: { words: words[code] } })
}
