/** Templates as the settings need them: the whole list, changes to it, and the file they travel in. */
import type { Template, TemplateInput } from '@otklik/contract'
import { plural, t } from '@lingui/core/macro'
import { showNotice } from '@otklik/ui'
import { keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { queryClient, showProblem } from '../api/query-client.ts'
import { saveFile } from '../app/save-file.ts'

export const templatesKey = ['templates'] as const

export function templatesQuery(q: string) {
  return queryOptions({
    queryKey: [...templatesKey, 'all', q],
    queryFn: ({ signal }) => api.templates.list({ order: 'name', ...(q !== '' && { q }) }, { signal }),
    placeholderData: keepPreviousData,
  })
}

const forgetLists = () => queryClient.invalidateQueries({ queryKey: templatesKey })

export function useSaveTemplate() {
  return useMutation({
    mutationFn: ({ id, input }: { id: string | null; input: TemplateInput }): Promise<Template> =>
      id === null ? api.templates.create(input) : api.templates.update({ id, ...input }),
    meta: { quiet: true },
    onSuccess: forgetLists,
  })
}

export function useRemoveTemplate() {
  return useMutation({ mutationFn: (id: string) => api.templates.remove({ id }), onSuccess: forgetLists })
}

/** What a removed template is made anew from. */
export function inputOf(template: Template): TemplateInput {
  const { name, shortcut, folder, purpose, text, variants, channelIds, shared, attachments } = template
  const fileIds = attachments.map(({ fileId }) => fileId)
  return { name, shortcut, folder, purpose, text, variants, channelIds, shared, fileIds }
}

export async function exportTemplates(format: 'json' | 'csv'): Promise<void> {
  try {
    const { name, content } = await api.templates.exportAll({ format })
    saveFile(name, content, format === 'json' ? 'application/json' : 'text/csv;charset=utf-8')
  } catch (error) {
    showProblem(error)
  }
}

export async function importTemplates(file: File): Promise<void> {
  try {
    const format = file.name.toLowerCase().endsWith('.csv') ? 'csv' : 'json'
    const { created, updated } = await api.templates.importAll({ format, content: await file.text() })
    await forgetLists()
    showNotice({
      tone: 'green',
      title: plural(created, {
        one: 'Добавлен # шаблон',
        few: 'Добавлено # шаблона',
        many: 'Добавлено # шаблонов',
        other: 'Добавлено # шаблона',
      }),
      ...(updated > 0 && { detail: t`Заменено с тем же названием: ${updated}` }),
    })
  } catch (error) {
    showProblem(error)
  }
}
