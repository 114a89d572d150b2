import type { Answer, InterestDetail } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { Chip, DateTime } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import { usePermission } from '../../api/session.ts'
import { actorWords } from '../../words/actors.ts'
import { resolveAnswer } from '../answer-verbs.ts'
import { deliveryWords } from '../words.ts'
import { Attachments } from './Attachments.tsx'
import { answersQuery } from './use-card.ts'
import classes from './Card.module.css'

const ON_ITS_WAY = 2000

/** Answers of this card, those on their way too. */
export function useAnswers(card: InterestDetail) {
  return useQuery({
    ...answersQuery(card.id),
    enabled: card.reply.here || card.answerState !== null,
    refetchInterval: ({ state }) => (state.data?.items.some(isOnItsWay) ? ON_ITS_WAY : false),
  })
}

/** What was sent from here, what became of it, and what to do when it went wrong. */
export function Answers({ card }: { card: InterestDetail }) {
  const { t } = useLingui()
  const { data } = useAnswers(card)
  const shown = data?.items.filter((answer) => answer.state !== 'cancelled') ?? []
  if (shown.length === 0) return null
  return (
    <section className={classes['section']} aria-label={t`Ответы`}>
      <h3>{t`Наш ответ`}</h3>
      {shown.map((answer) => (
        <AnswerCard key={answer.id} interestId={card.id} answer={answer} />
      ))}
    </section>
  )
}

function AnswerCard({ interestId, answer }: { interestId: string; answer: Answer }) {
  const mayWork = usePermission('interests.work')
  const { words, tone } = deliveryWords(answer.state)
  return (
    <div className={classes['answer']}>
      <div className={classes['answerText']}>{answer.text}</div>
      <Attachments files={answer.attachments} />
      <div className={classes['underWords']}>
        <Chip tone={tone}>{words}</Chip>
        <span className={classes['dim']}>
          {actorWords(answer.by)} · <DateTime value={answer.sentAt ?? answer.createdAt} />
        </span>
      </div>
      {answer.error !== null && <p className={classes['answerError']}>{answer.error}</p>}
      {mayWork && <Decision interestId={interestId} answer={answer} />}
    </div>
  )
}

/** A failed answer is sent again; of an unclear one a person says whether it arrived. */
function Decision({ interestId, answer }: { interestId: string; answer: Answer }) {
  if (answer.state !== 'failed' && answer.state !== 'unknown' && answer.state !== 'bounced') return null
  return (
    <Group gap="xs" mt={6}>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => void resolveAnswer(interestId, answer.id, 'resend')}
      >
        <Trans>Отправить ещё раз</Trans>
      </Button>
      {answer.state === 'unknown' && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => void resolveAnswer(interestId, answer.id, 'arrived')}
        >
          <Trans>Дошло</Trans>
        </Button>
      )}
    </Group>
  )
}

function isOnItsWay({ state }: Answer): boolean {
  return state === 'queued' || state === 'sending'
}
