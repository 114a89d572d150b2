import type { AssignmentRule } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { ErrorState, SkeletonRows } from '@otklik/ui'
import { IconHandGrab, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { describeProblem } from '../api/problems.ts'
import { usePermission } from '../api/session.ts'
import { OrderedList } from '../settings/OrderedList.tsx'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { AssignmentEditor } from './AssignmentEditor.tsx'
import { AssignmentRow } from './AssignmentRow.tsx'
import { rulesQuery, useRuleChanges } from './assignment-data.ts'
import classes from './Assignment.module.css'

/** Who gets a new card (R026, R049 to R052): rules in order, the first that fits decides. */
export function AssignmentPage() {
  const { t } = useLingui()
  const [edited, setEdited] = useState<AssignmentRule | 'new'>()
  const mayManage = usePermission('rules.manage')
  return (
    <SettingsPage
      wide
      title={t`Распределение`}
      actions={
        mayManage && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited('new')}>
            <Trans>Добавить правило</Trans>
          </Button>
        )
      }
      lead={
        <Trans>
          Кому достаётся новая карточка. Правила смотрятся сверху вниз, решает первое подходящее. Перемена
          правил не трогает карточки, которые уже розданы.
        </Trans>
      }
    >
      <Rules mayManage={mayManage} onEdit={setEdited} />
      <AssignmentEditor rule={edited} onClose={() => setEdited(undefined)} />
    </SettingsPage>
  )
}

function Rules({ mayManage, onEdit }: { mayManage: boolean; onEdit: (rule: AssignmentRule) => void }) {
  const { t } = useLingui()
  const list = useQuery(rulesQuery)
  const { reorder } = useRuleChanges()
  if (list.isPending) return <SkeletonRows count={3} height={72} />
  if (list.isError) {
    const problem = describeProblem(list.error)
    return (
      <ErrorState title={problem.title} onRetry={() => void list.refetch()}>
        {problem.detail}
      </ErrorState>
    )
  }
  const { items } = list.data
  return (
    <>
      {items.length > 0 && (
        <OrderedList
          label={t`Правила по порядку`}
          items={items}
          onReorder={mayManage ? (ids) => reorder.mutate(ids) : undefined}
        >
          {(rule) => <AssignmentRow rule={rule} onEdit={mayManage ? () => onEdit(rule) : undefined} />}
        </OrderedList>
      )}
      <div className={classes['rest']}>
        <IconHandGrab size={20} aria-hidden />
        <div>
          <strong>
            {items.length > 0 ? (
              <Trans>Остальные карточки: кто успел</Trans>
            ) : (
              <Trans>Пока правил нет: кто успел</Trans>
            )}
          </strong>
          <div className={classes['dimmed']}>
            <Trans>Карточка ничья, её видят все. Отвечает тот, кто взял первым.</Trans>
          </div>
        </div>
      </div>
    </>
  )
}
