/** Changes of many cards, one request whatever their number, taken back as a whole. */
import type { BulkAction, InterestSelection } from '@otklik/contract'
import { plural, t } from '@lingui/core/macro'
import { showNotice, showUndo } from '@otklik/ui'
import { api } from '../api/client.ts'
import { showProblem } from '../api/query-client.ts'
import { refreshFeed } from './interest-cache.ts'

/** True when something was done or is under way; false leaves the selection for another try. */
export async function changeMany(selection: InterestSelection, action: BulkAction): Promise<boolean> {
  try {
    const { changed, skipped, operationId, undoId } = await api.interests.bulk({ selection, action })
    await refreshFeed()
    if (operationId !== null) {
      showNotice({
        tone: 'blue',
        title: t`Меняем карточки`,
        detail: t`Ход работы виден под колокольчиком, страницу можно закрыть.`,
      })
      return true
    }
    sayDone(changed, skipped, undoId)
    return true
  } catch (error) {
    showProblem(error)
    return false
  }
}

function sayDone(changed: number, skipped: number, undoId: string | null): void {
  const title = plural(changed, {
    one: 'Изменена # карточка',
    few: 'Изменено # карточки',
    many: 'Изменено # карточек',
    other: 'Изменено # карточки',
  })
  const left = plural(skipped, {
    one: '# не тронута: её уже взяли или закрыли',
    few: '# не тронуты: их уже взяли или закрыли',
    many: '# не тронуто: их уже взяли или закрыли',
    other: '# не тронуто: их уже взяли или закрыли',
  })
  const detail = skipped > 0 ? { detail: left } : {}
  if (undoId === null) return void showNotice({ tone: changed > 0 ? 'green' : 'grey', title, ...detail })
  showUndo({ title, ...detail, onUndo: () => void undoMany(undoId) })
}

async function undoMany(id: string): Promise<void> {
  try {
    await api.interests.undo({ id })
  } catch (error) {
    showProblem(error)
  } finally {
    await refreshFeed()
  }
}
