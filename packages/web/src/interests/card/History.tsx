import type { HistoryEntry } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { DateTime } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { actorWords } from '../../words/actors.ts'
import { reasonWords } from '../../words/reasons.ts'
import { teamQuery } from '../pick-lists.ts'
import { historyWords } from './history-words.ts'
import { historyQuery } from './use-card.ts'
import classes from './Card.module.css'

const SHOWN = 5

/** Who did what, when and why; notes of colleagues stand out in yellow. */
export function History({ id }: { id: string }) {
  const { t } = useLingui()
  const [all, setAll] = useState(false)
  const { data } = useQuery(historyQuery(id))
  const { data: team } = useQuery(teamQuery)
  if (!data || data.items.length === 0) return null
  const nameOf = (memberId: string) => team?.items.find((member) => member.id === memberId)?.name
  const shown = all ? data.items : data.items.slice(0, SHOWN)
  return (
    <section className={classes['section']} aria-label={t`История`}>
      <h3>{t`История`}</h3>
      <ol className={classes['history']}>
        {shown.map((entry) => (
          <Entry key={entry.id} entry={entry} nameOf={nameOf} />
        ))}
      </ol>
      {data.items.length > SHOWN && (
        <button type="button" className={classes['link']} onClick={() => setAll(!all)}>
          {all ? <Trans>Только последнее</Trans> : <Trans>Вся история: {data.items.length}</Trans>}
        </button>
      )}
    </section>
  )
}

interface EntryProps {
  entry: HistoryEntry
  nameOf: (memberId: string) => string | undefined
}

function Entry({ entry, nameOf }: EntryProps) {
  const why = reasonWords(entry.reason)
  if (entry.action === 'interest.noted') {
    return (
      <li className={classes['note']}>
        <p>{entry.note}</p>
        <span className={classes['dim']}>
          {actorWords(entry.by)} · <DateTime value={entry.at} />
        </span>
      </li>
    )
  }
  return (
    <li className={classes['event']}>
      <span>
        {historyWords(entry, nameOf)}
        {entry.note !== null && <q className={classes['quote']}>{entry.note}</q>}
      </span>
      <span className={classes['dim']} title={why}>
        {actorWords(entry.by)} · <DateTime value={entry.at} />
        {why !== undefined && ` · ${why}`}
      </span>
    </li>
  )
}
