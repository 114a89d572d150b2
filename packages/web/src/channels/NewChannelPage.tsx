import { Trans, useLingui } from '@lingui/react/macro'
import { Chip, ErrorState, NothingFound, SkeletonRows, useLocale } from '@otklik/ui'
import { IconChevronLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { describeProblem } from '../api/problems.ts'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { AvailabilityNotice } from './AvailabilityNotice.tsx'
import { availabilityWords, countryName, isBarred } from './availability-words.ts'
import { ChannelIcon } from './ChannelIcon.tsx'
import { ConnectChannel } from './ConnectChannel.tsx'
import { kindsQuery, type ConnectableKind } from './channel-queries.ts'
import { useBothWords } from './channel-words.ts'
import classes from './Channels.module.css'

/** What can be connected; with `?kind=email` straight to its form. */
export function NewChannelPage() {
  const { t } = useLingui()
  const say = useBothWords()
  const navigate = useNavigate()
  const { kind: wanted } = useSearch({ from: '/frame/settings/channels/new' })
  const kinds = useQuery(kindsQuery)
  const kind = kinds.data?.items.find((one) => one.kind === wanted)
  if (kinds.isPending) return <SkeletonRows count={3} />
  if (kinds.isError)
    return <ErrorState title={describeProblem(kinds.error).title} onRetry={() => void kinds.refetch()} />
  if (kind) {
    return (
      <SettingsPage
        title={say(kind.name)}
        lead={
          <>
            <Link to="/settings/channels/new" className={classes['back'] ?? ''}>
              <IconChevronLeft size={16} aria-hidden /> <Trans>Другой канал</Trans>
            </Link>{' '}
            · {say(kind.about)}
          </>
        }
      >
        <AvailabilityNotice
          rows={kind.availability}
          sourceType={kind.sourceType}
          country={kinds.data.country}
          checkedOn={kinds.data.checkedOn}
        />
        <ConnectChannel
          key={kind.kind}
          kind={kind}
          onSaved={({ id }) => void navigate({ to: '/settings/channels/$id', params: { id } })}
        />
      </SettingsPage>
    )
  }
  return (
    <SettingsPage
      title={t`Подключить канал`}
      lead={<Trans>Выберите, откуда будут приходить отклики.</Trans>}
      wide
    >
      {wanted !== undefined && (
        <NothingFound filters={wanted} onReset={() => void navigate({ to: '/settings/channels/new' })} />
      )}
      <ul className={classes['kinds']}>
        {kinds.data.items.map((one) => (
          <li key={one.kind}>
            <Link to="/settings/channels/new" search={{ kind: one.kind }} className={classes['kind'] ?? ''}>
              <ChannelIcon icon={one.icon} sourceType={one.sourceType} />
              <span>
                <strong>{say(one.name)}</strong>
                <small>{say(one.about)}</small>
                <Barred kind={one} country={kinds.data.country} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </SettingsPage>
  )
}

/** That the network is blocked or limited where the business is. */
function Barred({ kind, country }: { kind: ConnectableKind; country: string | null }) {
  const { i18n } = useLingui()
  const { locale } = useLocale()
  const row = kind.availability.find(
    (one) => one.country === country && one.network === kind.sourceType && isBarred(one),
  )
  if (!row) return null
  const { words, tone } = availabilityWords[row.state]
  return (
    <Chip tone={tone}>
      {i18n._(words)}: {countryName(row.country, locale)}
    </Chip>
  )
}
