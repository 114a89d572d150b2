import type { InterestDetail } from '@otklik/contract'
import { useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { PillTabs } from '@otklik/ui'
import { useState } from 'react'
import type { CardPlace } from '../feed-control.ts'
import { useAnswers } from './Answers.tsx'
import { AnswerForm } from './AnswerForm.tsx'
import { NoteForm } from './NoteForm.tsx'
import { OutsideForm } from './OutsideForm.tsx'
import { PendingStrip } from './PendingStrip.tsx'
import classes from './Composer.module.css'

interface ComposerProps {
  card: InterestDetail
  complete: boolean
  place: { at: CardPlace } | undefined
}

/** How one answers this card: from here, or at the source with proof; and notes for colleagues. */
export function Composer({ card, complete, place }: ComposerProps) {
  const { t } = useLingui()
  const first: CardPlace = card.reply.here ? 'answer' : 'proof'
  const [chosen, setChosen] = useState(place?.at)
  const [seenPlace, setSeenPlace] = useState(place)
  const { data } = useAnswers(card)
  if (place !== seenPlace) {
    setSeenPlace(place)
    if (place) setChosen(place.at)
  }
  const pending = data?.items.find((answer) => answer.state === 'queued' || answer.state === 'sending')
  if (pending) return <PendingStrip interestId={card.id} answer={pending} />
  const closed = card.processed !== null
  const answerTab = {
    value: 'answer' as const,
    label: card.reply.way === 'letter' ? t`Ответ письмом` : t`Ответ`,
  }
  const proofTab = {
    value: 'proof' as const,
    label: card.reply.here ? t`Подтверждение` : t`Ответить на месте`,
  }
  const noteTab = { value: 'note' as const, label: t`Заметка` }
  const tabs = [...(card.reply.here && !closed ? [answerTab] : []), proofTab, noteTab]
  const wanted = chosen ?? (closed ? undefined : first)
  const tab = tabs.find(({ value }) => value === wanted)?.value
  return (
    <section
      className={classes['composer']}
      data-note={tab === 'note' || undefined}
      aria-label={t`Ответ и заметки`}
    >
      <div className={classes['tabs']} data-alone={tab === undefined || undefined}>
        {tab === undefined ? (
          tabs.map(({ value, label }) => (
            <Button key={value} size="compact-sm" variant="subtle" onClick={() => setChosen(value)}>
              {label}
            </Button>
          ))
        ) : (
          <PillTabs label={t`Что написать`} tabs={tabs} value={tab} onChange={setChosen} />
        )}
      </div>
      {tab === 'answer' && (
        <AnswerForm card={card} complete={complete} focus={place?.at === 'answer' ? place : undefined} />
      )}
      {tab === 'proof' && <OutsideForm card={card} />}
      {tab === 'note' && <NoteForm card={card} focus={place?.at === 'note' ? place : undefined} />}
    </section>
  )
}
