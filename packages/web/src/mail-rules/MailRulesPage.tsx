import type { MailRule } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { EmptyState, ErrorState, SkeletonRows } from '@otklik/ui'
import { IconMailCode, IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { describeProblem } from '../api/problems.ts'
import { usePermission } from '../api/session.ts'
import { OrderedList } from '../settings/OrderedList.tsx'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { PastModal } from './PastModal.tsx'
import { RuleRow } from './RuleRow.tsx'
import { mailRulesQuery, useMailRuleChanges } from './rules-data.ts'

/** Rules of letters (R042): the order decides, the first that fits wins. */
export function MailRulesPage() {
  const { t } = useLingui()
  const mayManage = usePermission('rules.manage')
  const [past, setPast] = useState<MailRule>()
  const queryClient = useQueryClient()
  const closePast = () => {
    setPast(undefined)
    void queryClient.invalidateQueries({ queryKey: ['mailRules'] })
  }
  const add = (
    <Button
      leftSection={<IconPlus size={16} />}
      renderRoot={(props) => <Link to="/settings/mail-rules/$ruleId" params={{ ruleId: 'new' }} {...props} />}
    >
      <Trans>Добавить правило</Trans>
    </Button>
  )
  return (
    <SettingsPage
      wide
      title={t`Правила писем`}
      actions={mayManage && add}
      lead={
        <Trans>
          Программа знает письма многих площадок сама. Правило нужно, когда её надо научить: откуда письмо,
          кто автор, где его слова. Правила смотрятся сверху вниз, решает первое подходящее.
        </Trans>
      }
    >
      <Rules mayManage={mayManage} add={mayManage ? add : undefined} onPast={setPast} />
      <PastModal rule={past} onClose={closePast} />
    </SettingsPage>
  )
}

interface RulesProps {
  mayManage: boolean
  add: ReactNode
  onPast: (rule: MailRule) => void
}

function Rules({ mayManage, add, onPast }: RulesProps) {
  const { t } = useLingui()
  const list = useQuery(mailRulesQuery)
  const { reorder } = useMailRuleChanges()
  if (list.isPending) return <SkeletonRows count={4} height={76} />
  if (list.isError) {
    const problem = describeProblem(list.error)
    return (
      <ErrorState title={problem.title} onRetry={() => void list.refetch()}>
        {problem.detail}
      </ErrorState>
    )
  }
  const { items } = list.data
  if (items.length === 0) {
    return (
      <EmptyState icon={<IconMailCode size={28} />} title={t`Правил пока нет`} action={add}>
        <Trans>
          Возьмите письмо-образец, выделите в нём имя, телефон и текст, и такие письма станут карточками с
          этими полями.
        </Trans>
      </EmptyState>
    )
  }
  return (
    <OrderedList
      label={t`Правила по порядку`}
      items={items}
      onReorder={mayManage ? (ids) => reorder.mutate(ids) : undefined}
    >
      {(rule) => <RuleRow rule={rule} mayManage={mayManage} onPast={() => onPast(rule)} />}
    </OrderedList>
  )
}
