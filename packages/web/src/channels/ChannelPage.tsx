import { useLingui } from '@lingui/react/macro'
import type { Channel, ChannelKind } from '@otklik/contract'
import { ErrorState, SkeletonRows } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { IconChevronLeft } from '@tabler/icons-react'
import { describeProblem } from '../api/problems.ts'
import { usePermission } from '../api/session.ts'
import { PostsPart } from '../posts/PostsPart.tsx'
import { SettingsPage, SettingsPart } from '../settings/SettingsPage.tsx'
import { ChannelActions } from './ChannelActions.tsx'
import { ChannelHealth } from './ChannelHealth.tsx'
import { ConnectChannel } from './ConnectChannel.tsx'
import { EventList } from './EventList.tsx'
import { GapNotice } from './GapNotice.tsx'
import { HistoryImport } from './HistoryImport.tsx'
import { InspectionPart } from './InspectionPart.tsx'
import { HookAddress } from './HookAddress.tsx'
import { SandboxTry } from './SandboxTry.tsx'
import { SiteCode } from './SiteCode.tsx'
import { channelQuery, kindsQuery } from './channel-queries.ts'
import { useBothWords } from './channel-words.ts'
import classes from './Channels.module.css'

/** One channel: does it work, what came, what could not be read, and how to change it. */
export function ChannelPage() {
  const { id } = useParams({ from: '/frame/settings/channels/$id' })
  const channel = useQuery(channelQuery(id))
  const kinds = useQuery(kindsQuery)
  if (channel.isError)
    return <ErrorState title={describeProblem(channel.error).title} onRetry={() => void channel.refetch()} />
  if (!channel.data || !kinds.data) return <SkeletonRows count={4} />
  const kind = kinds.data.items.find((one) => one.kind === channel.data.kind)
  return <ChannelSections channel={channel.data} kind={kind} />
}

function ChannelSections({ channel, kind }: { channel: Channel; kind: ChannelKind | undefined }) {
  const { t } = useLingui()
  const say = useBothWords()
  const mayManage = usePermission('channels.manage')
  return (
    <SettingsPage
      title={channel.name}
      lead={
        <>
          <Link to="/settings/channels" className={classes['back'] ?? ''}>
            <IconChevronLeft size={16} aria-hidden /> {t`Все каналы`}
          </Link>
          {kind && <> · {say(kind.about)}</>}
        </>
      }
      actions={mayManage && <ChannelActions channel={channel} />}
    >
      <ChannelHealth channel={channel} />
      {channel.gaps.length > 0 && (
        <div className={classes['notices']}>
          {channel.gaps.map((gap) => (
            <GapNotice key={gap.id} channel={channel} gap={gap} />
          ))}
        </div>
      )}
      {channel.note && <p>{say(channel.note)}</p>}
      {kind?.inspects && (
        <SettingsPart
          title={t`Что умеет этот канал`}
          lead={t`Так ответила сама сеть: это зависит от ключей и прав, которые вы дали.`}
        >
          {channel.inspection ? (
            <InspectionPart inspection={channel.inspection} />
          ) : (
            <p role="status">{t`Спрашиваем у сети. Ответ появится здесь сам.`}</p>
          )}
        </SettingsPart>
      )}
      {kind?.publishes && (
        <SettingsPart
          title={t`Посты`}
          lead={t`Посты от имени бизнеса: сразу или в назначенное время. Комментарии под ними придут карточками.`}
        >
          <PostsPart channel={channel} textLimit={kind.publishes.textLimit} />
        </SettingsPart>
      )}
      {mayManage && channel.kind === 'sandbox' && channel.hookUrl !== null && (
        <SettingsPart title={t`Попробовать`}>
          <SandboxTry hookUrl={channel.hookUrl} />
        </SettingsPart>
      )}
      {mayManage && channel.kind === 'site' && channel.hookUrl !== null && (
        <SettingsPart
          title={t`Код для сайта`}
          lead={t`Вставьте в конец каждой страницы сайта. Ключ в коде не секретный.`}
        >
          <SiteCode hookUrl={channel.hookUrl} />
        </SettingsPart>
      )}
      {mayManage && kind?.hook && channel.hookUrl !== null && (
        <SettingsPart
          title={t`Адрес для приёма`}
          lead={t`Кто знает этот адрес, может присылать отклики. Храните его как пароль.`}
        >
          <HookAddress hook={kind.hook} hookUrl={channel.hookUrl} secretsSet={channel.secretsSet} />
        </SettingsPart>
      )}
      {mayManage && kind?.importsHistory && (
        <SettingsPart
          title={t`Загрузить историю`}
          lead={t`То, что пришло до подключения, тоже станет карточками. Повторов не будет.`}
        >
          <HistoryImport channel={channel} />
        </SettingsPart>
      )}
      {mayManage && (
        <SettingsPart
          title={t`События`}
          lead={t`Всё, что приходило, байт в байт. Непрочитанное откладывается и никого не задерживает.`}
        >
          <EventList channel={channel} />
        </SettingsPart>
      )}
      {mayManage && kind && (
        <SettingsPart title={t`Настройки`}>
          <ConnectChannel key={channel.id} kind={kind} channel={channel} onSaved={() => undefined} />
        </SettingsPart>
      )}
    </SettingsPage>
  )
}
