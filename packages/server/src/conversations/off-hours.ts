/** Somebody wrote while nobody works: answered once per session, so that the night is not silent. */
import { recordAudit } from '../audit/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { isOpenAt, nextOpening } from './business-hours.ts'
import { changeConversation } from './conversation-change.ts'
import { getConversationUnchecked, type ConversationRow } from './conversation-row.ts'
import { readSettings, readTimeZone } from './settings.ts'
import { speak } from './speak.ts'

/** `{открытие}` and `{opening}` in the text become the day and hour people are back. */
export async function answerOffHours(ctx: Ctx, row: ConversationRow): Promise<ConversationRow> {
  if (row.offHoursRepliedAt || row.kind !== 'private') return row
  const { hours, offHoursReply } = await readSettings(ctx)
  if (!offHoursReply) return row
  const timeZone = await readTimeZone(ctx)
  if (isOpenAt(hours, ctx.now(), timeZone)) return row
  const opening = nextOpening(hours, ctx.now(), timeZone)
  const text = offHoursReply.replaceAll(/\{(открытие|opening)\}/gi, (_all, word: string) =>
    opening ? sayMoment(opening, timeZone, word.toLowerCase() === 'opening' ? 'en' : 'ru') : '',
  )
  await speak(ctx, row, text.trim())
  await recordAudit(ctx, {
    action: 'conversation.off_hours_answered',
    object: { kind: 'conversation', id: row.id },
    after: { opening: opening?.toISOString() ?? null },
  })
  return changeConversation(
    ctx,
    await getConversationUnchecked(ctx, row.id),
    { offHoursRepliedAt: ctx.now() },
    { changed: [] },
  )
}

function sayMoment(at: Date, timeZone: string, locale: 'ru' | 'en'): string {
  return new Intl.DateTimeFormat(locale === 'ru' ? 'ru-RU' : 'en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)
}
