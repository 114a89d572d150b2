import type { AuthorPanel } from '@otklik/contract'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import { DateTime, NetworkIcon } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import { useFeedControl } from '../feed-control.ts'
import { ProofThumb } from '../ProofThumb.tsx'
import { safeUrl } from '../safe-url.ts'
import { actionWords, networkWords } from '../words.ts'
import { identityWords } from '../../words/people.ts'
import { authorQuery } from './use-card.ts'
import classes from './Card.module.css'

/** Who is this, did he contact us before, with which questions, and what was answered (R032, R112 to R114). */
export function AuthorPast({ id, contactId }: { id: string; contactId: string }) {
  const { t } = useLingui()
  const { setSearch } = useFeedControl()
  const { data, isError } = useQuery(authorQuery(id, contactId))
  if (isError) return null
  if (!data) return <Skeleton height={72} m="md" w="auto" />
  const { interestCount, earlier } = data
  return (
    <section className={classes['section']} aria-label={t`Автор`}>
      <div className={classes['sectionHead']}>
        <h3>
          {earlier.length === 0 ? (
            <Trans>Первое обращение</Trans>
          ) : (
            <Trans>
              Не в первый раз:{' '}
              <Plural
                value={interestCount}
                one="# отклик"
                few="# отклика"
                many="# откликов"
                other="# отклика"
              />
            </Trans>
          )}
        </h3>
        {earlier.length > 0 && (
          <button
            type="button"
            className={classes['link']}
            onClick={() => setSearch({ contactId, tab: undefined })}
          >
            <Trans>Все отклики автора</Trans>
          </button>
        )}
      </div>
      {earlier.length > 0 && (
        <div className={classes['dim']}>
          <Trans>
            Впервые <DateTime value={data.firstSeenAt} />, последний раз <DateTime value={data.lastSeenAt} />
          </Trans>
        </div>
      )}
      <Identities panel={data} />
      <Visits visits={data.visits} />
      <Consents consents={data.consents} />
      {earlier.map((past) => (
        <Earlier key={past.interest.id} past={past} />
      ))}
    </section>
  )
}

function Identities({ panel }: { panel: AuthorPanel }) {
  return (
    <div className={classes['identities']}>
      {panel.identities.map((identity) => {
        const url = safeUrl(identity.profileUrl)
        const words = identityWords(identity)
        return (
          <span
            key={`${identity.network}-${identity.externalId}`}
            className={classes['pair']}
            title={networkWords(identity.network)}
          >
            <NetworkIcon network={identity.network} size={15} title={networkWords(identity.network)} />
            {url === undefined ? (
              words
            ) : (
              <a href={url} target="_blank" rel="noopener noreferrer">
                {words}
              </a>
            )}
          </span>
        )
      })}
      {[...panel.emails, ...panel.phones].map((address) => (
        <span key={address}>{address}</span>
      ))}
    </div>
  )
}

/** R161: nothing is shown where the person did not agree to it, because nothing is stored. */
function Visits({ visits }: { visits: AuthorPanel['visits'] }) {
  if (visits.length === 0) return null
  return (
    <details>
      <summary>
        <Trans>Посещения сайта</Trans>
      </summary>
      {visits.map(({ at, url, title, utm }) => (
        <div key={`${at} ${url}`}>
          <a href={safeUrl(url)} target="_blank" rel="noopener noreferrer">
            {title || url}
          </a>{' '}
          <span className={classes['dim']}>
            <DateTime value={at} /> {[utm['source'], utm['campaign']].filter(Boolean).join(' · ')}
          </span>
        </div>
      ))}
    </details>
  )
}

/** What the person agreed to on the site; each one is a file that shows it. */
function Consents({ consents }: { consents: AuthorPanel['consents'] }) {
  const { t } = useLingui()
  if (consents.length === 0) return null
  const purposes = {
    processing: t`Обработка данных`,
    advertising: t`Реклама`,
    visits: t`Учёт посещений`,
  }
  return (
    <details>
      <summary>
        <Trans>Согласия</Trans>
      </summary>
      {consents.map(({ id, purpose, givenAt, withdrawnAt }) => (
        <div key={id}>
          <a href={`/api/v1/consents/${id}/proof`} download>
            {purposes[purpose]}
          </a>{' '}
          <span className={classes['dim']}>
            {withdrawnAt === null ? (
              <Trans>
                дано <DateTime value={givenAt} />
              </Trans>
            ) : (
              <Trans>
                отозвано <DateTime value={withdrawnAt} />
              </Trans>
            )}
          </span>
        </div>
      ))}
    </details>
  )
}

function Earlier({ past: { interest, answerText, proofs } }: { past: AuthorPanel['earlier'][number] }) {
  const { openCard } = useFeedControl()
  const note = interest.processed?.reason
  return (
    <div className={classes['earlier']}>
      <button type="button" className={classes['entry']} onClick={() => openCard(interest.id)}>
        <NetworkIcon network={interest.sourceType} size={16} />
        <span className={classes['entryWords']}>
          {interest.text === '' ? actionWords(interest.action) : interest.text}
        </span>
        <DateTime value={interest.occurredAt} className={classes['dim'] ?? ''} />
      </button>
      {answerText !== null && <div className={classes['earlierAnswer']}>{answerText}</div>}
      {answerText === null && typeof note === 'string' && (
        <div className={classes['earlierAnswer']}>{note}</div>
      )}
      {!interest.processed && (
        <div className={classes['earlierAnswer']} data-open>
          <Trans>ещё без ответа</Trans>
        </div>
      )}
      {proofs.length > 0 && (
        <div className={classes['earlierProofs']}>
          {proofs.map((proof) => (
            <ProofThumb key={proof.id} proof={proof} />
          ))}
        </div>
      )}
    </div>
  )
}
