import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ColumnId } from './columns.ts'

/** Names of the ten fields (R017). */
export const columnWords: Record<ColumnId, MessageDescriptor> = {
  source: msg`Источник`,
  date: msg`Дата`,
  sourceType: msg`Тип источника`,
  author: msg`Автор`,
  action: msg`Действие`,
  text: msg`Текст`,
  product: msg`Продукт`,
  responsible: msg`Ответственный`,
  processed: msg`Обработано`,
  reply: msg`Ответить`,
}
