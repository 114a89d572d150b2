/** A card becomes a lead in one press (R003), and is none again in another. */
import type { Interest, InterestSelection } from '@otklik/contract'
import { plural, t } from '@lingui/core/macro'
import { showNotice, showUndo } from '@otklik/ui'
import { api } from '../api/client.ts'
import { queryClient, showProblem } from '../api/query-client.ts'
import { refreshCard, refreshFeed } from './interest-cache.ts'

export async function makeLead(interest: Interest): Promise<void> {
  if (interest.lead) return void showNotice({ tone: 'grey', title: t`Это уже лид` })
  await makeLeads({ ids: [interest.id] })
}

/** True when something was made; false leaves the selection for another try. */
export async function makeLeads(selection: InterestSelection): Promise<boolean> {
  try {
    const { leadIds, skipped } = await api.leads.create(selection)
    await settle(selection)
    const title = plural(leadIds.length, {
      one: '# отклик стал лидом',
      few: '# отклика стали лидами',
      many: '# откликов стали лидами',
      other: '# отклика стали лидами',
    })
    const detail = skipped > 0 ? { detail: t`Уже были лидами: ${skipped}` } : {}
    if (leadIds.length === 0) showNotice({ tone: 'grey', title: t`Это уже лиды` })
    else showUndo({ title, ...detail, onUndo: () => void takeBack(leadIds, selection) })
    return true
  } catch (error) {
    showProblem(error)
    return false
  }
}

async function takeBack(ids: string[], selection: InterestSelection): Promise<void> {
  try {
    await api.leads.remove({ ids })
  } catch (error) {
    showProblem(error)
  } finally {
    await settle(selection)
  }
}

async function settle(selection: InterestSelection): Promise<void> {
  const cards = 'ids' in selection ? selection.ids : []
  await Promise.all([
    refreshFeed(),
    queryClient.invalidateQueries({ queryKey: ['leads'] }),
    ...cards.map((id) => refreshCard(id)),
  ])
}
