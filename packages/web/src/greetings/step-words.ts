import type { FunnelStep } from '@otklik/contract'
import { useLingui } from '@lingui/react/macro'

/** Names of the figures. */
export function useStepWords(): Record<FunnelStep, string> {
  const { t } = useLingui()
  return {
    requests: t`Пришли`,
    greetings: t`Приветствия`,
    replies: t`Ответили`,
    referrals: t`По ссылкам`,
    noReply: t`Не ответили`,
    waiting: t`В очереди`,
    notSent: t`Не отправлено`,
    approved: t`Приняты`,
  }
}
