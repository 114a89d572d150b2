import type { Interest, ReplyWay } from '@otklik/contract'
import { t } from '@lingui/core/macro'
import type { FeedControl } from './feed-control.ts'
import { safeUrl } from './safe-url.ts'

/**
 * Reply opens the place where one answers (R033, R034): the form here, or the very comment at the source, beside which the
 * card waits for proof.
 */
export function openReply(interest: Interest, control: Pick<FeedControl, 'openCard'>): void {
  const { reply } = interest
  if (!reply.enabled || reply.way === 'none') return control.openCard(interest.id)
  control.openCard(interest.id, reply.here ? 'answer' : 'proof')
  if (!reply.here) openOutside(reply.url)
}

export function replyWords({ way, here }: ReplyWay): string {
  if (way === 'call') return t`Позвонить`
  if (way === 'letter' && !here) return t`Написать`
  return t`Ответить`
}

/** For a screen reader and the hover: what pressing does. */
export function replyHint({ way, here, enabled }: ReplyWay): string {
  if (!enabled) return t`Уже отвечено`
  if (here) return way === 'letter' ? t`Ответить письмом отсюда` : t`Ответить отсюда`
  if (way === 'comment') return t`Открыть этот комментарий на площадке и ответить там`
  if (way === 'message') return t`Открыть переписку на площадке и ответить там`
  if (way === 'call') return t`Позвонить автору`
  return way === 'none' ? t`Отвечать некуда` : t`Открыть это место на площадке`
}

/** A new tab without a way back to ours. `tel:` and `mailto:` stay in this one. */
export function openOutside(address: string | null): void {
  const url = safeUrl(address)
  if (url === undefined) return
  if (/^https?:/.test(url)) window.open(url, '_blank', 'noopener,noreferrer')
  else window.location.assign(url)
}
