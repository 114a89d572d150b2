import { useLingui } from '@lingui/react/macro'
import type { ListeningField, RowProblem } from '@otklik/contract'

export function useImportWords() {
  const { t } = useLingui()
  const fields: Record<ListeningField, string> = {
    text: t`Текст`,
    title: t`Заголовок`,
    url: t`Ссылка`,
    date: t`Дата`,
    time: t`Время`,
    author: t`Автор`,
    authorUrl: t`Страница автора`,
    source: t`Источник`,
    tonality: t`Тональность`,
    city: t`Город`,
    views: t`Просмотры`,
  }
  const problems: Record<RowProblem, string> = {
    no_text: t`нет текста`,
    bad_date: t`дата не прочитана`,
    refused: t`не принята`,
    later: t`сохранена, карточка появится позже`,
  }
  return { field: (name: ListeningField) => fields[name], problem: (name: RowProblem) => problems[name] }
}
