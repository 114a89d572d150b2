/** Files of mentions: upload, the list, starting and taking back. */
import { plural, t } from '@lingui/core/macro'
import type { ListeningMapping } from '@otklik/contract'
import { showNotice } from '@otklik/ui'
import { keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { queryClient, showProblem } from '../api/query-client.ts'
import { currentWorkspaceId } from '../api/workspace-choice.ts'

const key = ['listening-imports'] as const
const largest = 50 * 1024 * 1024

export const importsQuery = queryOptions({
  queryKey: [...key, 'all'],
  queryFn: () => api.listeningImports.list(),
})

export function previewQuery(id: string, mapping: ListeningMapping | undefined) {
  return queryOptions({
    queryKey: [...key, 'preview', id, mapping],
    queryFn: () => api.listeningImports.preview({ id, ...(mapping && { mapping }) }),
    placeholderData: keepPreviousData,
  })
}

/** The id of the kept file; throws an Error in words for the person. */
export async function uploadMentions(file: File): Promise<string> {
  if (file.size > largest) throw new Error(t`Файл больше 50 МБ. Разделите его на части.`)
  const workspaceId = currentWorkspaceId()
  const response = await fetch('/api/v1/listening-imports/file', {
    method: 'POST',
    body: file,
    headers: {
      'otklik-file-name': encodeURIComponent(file.name),
      ...(workspaceId !== null && { 'otklik-workspace': workspaceId }),
    },
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok && typeof answer === 'object' && answer !== null && 'id' in answer) return String(answer.id)
  throw new Error(t`Файл не прочитан. Нужен CSV или XLSX с заголовками столбцов, не больше 100 000 строк.`)
}

const refresh = () =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: key }),
    queryClient.invalidateQueries({ queryKey: ['operations'] }),
  ])

export function useStartImport() {
  return useMutation({
    mutationFn: (input: { id: string; mapping: ListeningMapping }) => api.listeningImports.start(input),
    onSuccess: refresh,
    onError: showProblem,
  })
}

export function useUndoImport() {
  return useMutation({
    mutationFn: (id: string) => api.listeningImports.undo({ id }),
    onSuccess: async ({ takenBack, kept }) => {
      const back = plural(takenBack, {
        one: 'Отозвана # карточка',
        few: 'Отозваны # карточки',
        many: 'Отозвано # карточек',
        other: 'Отозвано # карточки',
      })
      showNotice({ title: kept > 0 ? t`${back}. Оставлено тех, с которыми работали: ${kept}` : back })
      await refresh()
    },
    onError: showProblem,
  })
}
