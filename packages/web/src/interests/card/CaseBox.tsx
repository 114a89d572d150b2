import type { InterestDetail } from '@otklik/contract'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { DateTime, NetworkIcon } from '@otklik/ui'
import { usePermission } from '../../api/session.ts'
import { useFeedControl } from '../feed-control.ts'
import { leaveCase } from '../cases.ts'
import { personWords } from '../../words/people.ts'
import classes from './Card.module.css'

/** Other cards on the same matter (R085). */
export function CaseBox({ card }: { card: InterestDetail }) {
  const { t } = useLingui()
  const { openCard } = useFeedControl()
  const mayWork = usePermission('interests.work')
  if (card.caseId === null) return null
  return (
    <section className={classes['section']} aria-label={t`Одно обращение`}>
      <div className={classes['sectionHead']}>
        <h3>
          <Plural
            value={card.caseInterests.length}
            one="Одно обращение: ещё # карточка"
            few="Одно обращение: ещё # карточки"
            many="Одно обращение: ещё # карточек"
            other="Одно обращение: ещё # карточки"
          />
        </h3>
        {mayWork && (
          <button type="button" className={classes['link']} onClick={() => void leaveCase(card)}>
            <Trans>Отделить эту</Trans>
          </button>
        )}
      </div>
      {card.caseInterests.map((other) => (
        <button key={other.id} type="button" className={classes['entry']} onClick={() => openCard(other.id)}>
          <NetworkIcon network={other.sourceType} size={16} />
          <span className={classes['entryWords']}>
            <strong>{personWords(other.authorName, other)}</strong> {other.text}
          </span>
          <DateTime value={other.occurredAt} className={classes['dim'] ?? ''} />
        </button>
      ))}
    </section>
  )
}
