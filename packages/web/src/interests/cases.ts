/** Cards on one matter, joined and parted (R085). Both can be taken back for ten seconds. */
import type { Interest, InterestDetail } from '@otklik/contract'
import { t } from '@lingui/core/macro'
import { showNotice, showUndo } from '@otklik/ui'
import { api } from '../api/client.ts'
import { showProblem } from '../api/query-client.ts'
import { refreshFeed } from './interest-cache.ts'

export async function joinCase(cards: readonly Interest[]): Promise<boolean> {
  const ids = cards.map(({ id }) => id)
  // Two cases made one cannot be told apart again; cards that stood alone can.
  const alone = cards.filter(({ caseId }) => caseId === null).map(({ id }) => id)
  const cases = new Set(cards.flatMap(({ caseId }) => caseId ?? []))
  if (!(await change(() => api.interests.joinCase({ ids })))) return false
  const title = t`Карточки объединены в одно обращение`
  if (cases.size > 1) showNotice({ tone: 'green', title })
  else showUndo({ title, onUndo: () => void change(() => partAll(alone)) })
  return true
}

export async function leaveCase({ id, caseInterests }: InterestDetail): Promise<void> {
  if (!(await change(() => api.interests.leaveCase({ id })))) return
  // One mate is enough to find the case again, and for the last two it is the whole case.
  const [mate] = caseInterests
  const title = t`Карточка отделена`
  if (!mate) return void showNotice({ tone: 'green', title })
  showUndo({ title, onUndo: () => void change(() => api.interests.joinCase({ ids: [mate.id, id] })) })
}

async function partAll(ids: readonly string[]): Promise<void> {
  for (const id of ids) await api.interests.leaveCase({ id })
}

async function change(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call()
    return true
  } catch (error) {
    showProblem(error)
    return false
  } finally {
    // Not waited for: the way back is offered at once.
    void refreshFeed()
  }
}
