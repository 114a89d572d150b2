import type { InterestDetail } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import { DateTime } from '@otklik/ui'
import { IconArrowUpRight, IconDownload } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { reasonWords } from '../../words/reasons.ts'
import { safeUrl } from '../safe-url.ts'
import { actionWords } from '../words.ts'
import { Attachments } from './Attachments.tsx'
import { ContextBox } from './ContextBox.tsx'
import { NetworkActs } from './NetworkActs.tsx'
import { RemoteFiles } from './RemoteFiles.tsx'
import { SourceMarks } from './SourceMarks.tsx'
import classes from './Card.module.css'

const LetterFrame = lazy(() =>
  import('./LetterFrame.tsx').then((loaded) => ({ default: loaded.LetterFrame })),
)

/** The author's words as written, with the place, the fields of a form, the quote folded away. */
export function Words({ card, complete }: { card: InterestDetail; complete: boolean }) {
  const { t } = useLingui()
  const [formatted, setFormatted] = useState(false)
  const { letter } = card
  const link = safeUrl(card.source.url)
  const recognised = reasonWords(card.recognisedBy)
  return (
    <section className={classes['words']} aria-label={t`Что написал автор`}>
      <div className={classes['place']}>
        <span>
          {actionWords(card.action)} · {card.source.title ?? card.source.channelName}
        </span>
        {link !== undefined && (
          <a href={link} target="_blank" rel="noopener noreferrer" className={classes['pair']}>
            <Trans>Открыть на месте</Trans>
            <IconArrowUpRight size={14} />
          </a>
        )}
      </div>
      <ContextBox card={card} />
      {letter && <div className={classes['subject']}>{letter.subject}</div>}
      {formatted && letter ? (
        <Suspense fallback={<Skeleton height={160} />}>
          <LetterFrame letterId={letter.id} subject={letter.subject} />
        </Suspense>
      ) : (
        <div className={classes['bubble']}>
          {card.text === '' ? (
            <span className={classes['dim']}>
              <Trans>Без слов</Trans>
            </span>
          ) : (
            card.text
          )}
          {!complete && card.textShortened && '…'}
        </div>
      )}
      <SourceMarks card={card} />
      {card.fields.length > 0 && (
        <dl className={classes['fields']}>
          {card.fields.map((field, index) => (
            <div key={`${index}-${field.name}`}>
              <dt>{field.name}</dt>
              <dd>{field.value}</dd>
            </div>
          ))}
        </dl>
      )}
      {card.quoted !== null && !formatted && (
        <details className={classes['quoted']}>
          <summary>
            <Trans>Цитата и подпись</Trans>
          </summary>
          <div>{card.quoted}</div>
        </details>
      )}
      <Attachments files={card.attachments} />
      <RemoteFiles card={card} />
      <NetworkActs card={card} />
      <div className={classes['underWords']}>
        <span title={recognised}>
          <DateTime value={card.occurredAt} />
        </span>
        {recognised !== undefined && <span className={classes['dim']}>{recognised}</span>}
        {letter?.hasHtml && (
          <button type="button" className={classes['link']} onClick={() => setFormatted(!formatted)}>
            {formatted ? <Trans>Только текст</Trans> : <Trans>Показать оформление</Trans>}
          </button>
        )}
        {letter && (
          <a className={classes['pair']} href={safeUrl(letter.rawUrl)} download>
            <IconDownload size={14} />
            <Trans>Исходник</Trans>
          </a>
        )}
      </div>
    </section>
  )
}
