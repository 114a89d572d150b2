import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Text } from '@mantine/core'
import { formatNumber, useLocale } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { PlanForm } from '../planned/PlanForm.tsx'
import { useFeedControl } from './feed-control.ts'
import { HandOverForm } from './HandOverForm.tsx'
import { PickLevel, PickPerson, PickProduct } from './PickForms.tsx'
import { ProcessForm } from './ProcessForm.tsx'
import { ReasonForm } from './ReasonForm.tsx'
import type { FeedState } from './use-feed-control.ts'

interface QuestionsProps {
  question: NonNullable<FeedState['question']>
  onClose: () => void
}

/** What is asked before a command runs, in one dialog at a time. */
export function Questions({ question, onClose }: QuestionsProps) {
  const { t } = useLingui()
  const titles: Record<typeof question.kind, string> = {
    assign: t`Кому поручить`,
    level: t`Ступень разбора`,
    product: t`О каком продукте`,
    noReplyNeeded: t`Ответ не нужен`,
    process: t`Обработано`,
    handOver: t`Передать в продажи`,
    plan: t`Запланировать контакт`,
    everything: t`Выбрать все подходящие`,
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={titles[question.kind]}
      closeButtonProps={{ 'aria-label': t`Закрыть` }}
    >
      <QuestionForm question={question} onClose={onClose} />
    </Modal>
  )
}

function QuestionForm({ question: { kind, interest }, onClose }: QuestionsProps) {
  const { run } = useFeedControl()
  switch (kind) {
    case 'assign':
      return (
        <PickPerson
          current={interest?.responsible?.id}
          onPick={(member) => run({ kind: 'assign', member }, interest)}
        />
      )
    case 'level':
      return (
        <PickLevel current={interest?.level} onPick={(level) => run({ kind: 'level', level }, interest)} />
      )
    case 'product':
      return (
        <PickProduct
          current={interest?.product?.id}
          onPick={(product) => run({ kind: 'product', product }, interest)}
        />
      )
    case 'noReplyNeeded':
      return <ReasonForm onGiven={(reason) => run({ kind: 'noReplyNeeded', reason }, interest)} />
    case 'process':
      return <ProcessForm interest={interest} onClose={onClose} />
    case 'handOver':
      return interest && <HandOverForm interest={interest} onClose={onClose} />
    case 'plan':
      return interest && <PlanForm target={{ interestId: interest.id }} onClose={onClose} />
    case 'everything':
      return <ChooseEverything onClose={onClose} />
  }
}

/** The exact count first: a larger set is refused by the server later. */
function ChooseEverything({ onClose }: { onClose: () => void }) {
  const { filter, selection } = useFeedControl()
  const { locale } = useLocale()
  const { data } = useQuery({
    queryKey: ['interests', 'count', filter],
    queryFn: () => api.interests.count(filter),
    staleTime: 0,
  })
  const count = data ? formatNumber(data.count, locale) : '…'
  const choose = () => {
    if (data) selection.chooseEverything(data.count)
    onClose()
  }
  return (
    <>
      <Text size="sm">
        <Trans>
          Под вкладку и фильтры подходит карточек: <strong>{count}</strong>. Следующее действие коснётся всех,
          в том числе тех, которых нет на экране.
        </Trans>
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          <Trans>Отмена</Trans>
        </Button>
        {/* A new button when the count arrives: a disabled one cannot take the focus. */}
        <Button
          key={data ? 'ready' : 'counting'}
          autoFocus={Boolean(data)}
          disabled={!data || data.count === 0}
          onClick={choose}
        >
          <Trans>Выбрать все {count}</Trans>
        </Button>
      </Group>
    </>
  )
}
