import { useLingui } from '@lingui/react/macro'
import { ErrorState, SkeletonRows } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { usePageTitle } from '../app/page-title.ts'
import { describeProblem } from '../api/problems.ts'
import { letterQuery } from '../letters/letters-data.ts'
import { RuleEditor } from './RuleEditor.tsx'
import { draftFrom, draftOf, emptyDraft } from './rule-draft.ts'
import { mailRuleQuery } from './rules-data.ts'

const route = getRouteApi('/frame/settings/mail-rules/$ruleId')

/** A rule with its sample letter; `new` in the address begins one, from a letter when it is named. */
export function RuleEditorPage() {
  const { t } = useLingui()
  const { ruleId } = route.useParams()
  const { letter: letterId } = route.useSearch()
  const isNew = ruleId === 'new'
  usePageTitle(isNew ? t`Новое правило писем` : t`Правило писем`)
  const rule = useQuery({ ...mailRuleQuery(ruleId), enabled: !isNew })
  const letter = useQuery({ ...letterQuery(letterId ?? ''), enabled: isNew && letterId !== undefined })
  const problem = rule.error ? describeProblem(rule.error) : undefined
  if (problem) {
    return (
      <ErrorState title={problem.title} onRetry={() => void rule.refetch()}>
        {problem.detail}
      </ErrorState>
    )
  }
  const isLoading = isNew ? letterId !== undefined && letter.isPending : rule.isPending
  if (isLoading) return <SkeletonRows count={6} height={60} />
  const initial = rule.data ? draftOf(rule.data) : letter.data ? draftFrom(letter.data) : emptyDraft()
  return <RuleEditor key={ruleId} id={isNew ? null : ruleId} initial={initial} sampleId={letterId} />
}
