/** R247: what people want from the system; picked at the first run, changed in the settings. */
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

export const goals: readonly { id: string; words: MessageDescriptor }[] = [
  { id: 'raise_sales', words: msg`Увеличить объём продаж` },
  { id: 'build_funnel', words: msg`Построить и вести воронку` },
  { id: 'promote_product', words: msg`Продвинуть новый продукт` },
  { id: 'automate_tasks', words: msg`Автоматизировать задачи` },
  { id: 'detailed_analytics', words: msg`Получить подробную аналитику` },
  { id: 'raise_conversion', words: msg`Повысить конверсию` },
  { id: 'control_staff', words: msg`Контролировать сотрудников` },
  { id: 'one_display', words: msg`Видеть все процессы на одном экране` },
  { id: 'new_market', words: msg`Выйти на новый рынок` },
]
