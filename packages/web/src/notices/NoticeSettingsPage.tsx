import { Trans, useLingui } from '@lingui/react/macro'
import { ErrorState, SkeletonRows } from '@otklik/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { NoticeSettings, NoticeSettingsInput } from '@otklik/contract'
import { api } from '../api/client.ts'
import { describeProblem } from '../api/problems.ts'
import { queryClient } from '../api/query-client.ts'
import { Callout } from '../settings/Callout.tsx'
import { SettingsPage, SettingsPart } from '../settings/SettingsPage.tsx'
import { noticeSettingsQuery } from './notice-queries.ts'
import { KindTable } from './KindTable.tsx'
import { PushDevices } from './PushDevices.tsx'
import { QuietHours } from './QuietHours.tsx'
import { SourceWishes } from './SourceWishes.tsx'

/** Of what, by which way and when the person hears. Every change is kept at once. */
export function NoticeSettingsPage() {
  const { t } = useLingui()
  const settings = useQuery(noticeSettingsQuery)
  return (
    <SettingsPage
      wide
      title={t`Уведомления`}
      lead={
        <Trans>
          Только для вас: что показывать в колокольчике, присылать письмом и на телефон. Сохраняется сразу.
        </Trans>
      }
    >
      {settings.isPending && <SkeletonRows count={6} height={52} />}
      {settings.isError && (
        <ErrorState title={describeProblem(settings.error).title} onRetry={() => void settings.refetch()} />
      )}
      {settings.data && <Parts settings={settings.data} />}
    </SettingsPage>
  )
}

function Parts({ settings }: { settings: NoticeSettings }) {
  const { t } = useLingui()
  const save = useSaveSettings()
  const { email, timeZone, mailAvailable } = settings
  return (
    <>
      {!mailAvailable && (
        <Callout tone="amber" title={t`Письма пока не уходят`}>
          <Trans>
            Почтовый сервер не задан. Администратор указывает его в настройке OTKLIK_SMTP_URL; ваш выбор
            сохранится и начнёт действовать.
          </Trans>
        </Callout>
      )}
      <SettingsPart
        title={t`О чём и как`}
        lead={<Trans>Письма приходят на {email}. О прочитанном в системе письма не пишутся.</Trans>}
      >
        <KindTable settings={settings} onChange={(kinds) => save.mutate({ kinds })} />
      </SettingsPart>
      {settings.kinds.new_card && (
        <SettingsPart
          title={t`Новые отклики по источникам`}
          lead={
            <Trans>
              Для отдельного источника или канала можно выбрать другой способ. Действует первая подошедшая
              строка.
            </Trans>
          }
        >
          <SourceWishes settings={settings} onChange={(sources) => save.mutate({ sources })} />
        </SettingsPart>
      )}
      <SettingsPart
        title={t`Телефон и браузер`}
        lead={
          <Trans>Уведомление приходит, даже если Отклик закрыт. Пока вас нет на месте, их не будет.</Trans>
        }
      >
        <PushDevices />
      </SettingsPart>
      <SettingsPart
        title={t`Время`}
        lead={
          <Trans>
            По часам рабочего пространства, {timeZone}. В тихие часы письма и сигналы ждут, колокольчик
            считает дальше.
          </Trans>
        }
      >
        <QuietHours settings={settings} onChange={(change) => save.mutate(change)} />
      </SettingsPart>
    </>
  )
}

/** Shown at once; put back when the server refuses. */
function useSaveSettings() {
  return useMutation({
    mutationFn: (change: NoticeSettingsInput) => api.notices.updateSettings(change),
    onMutate: async (change) => {
      await queryClient.cancelQueries({ queryKey: noticeSettingsQuery.queryKey })
      const before = queryClient.getQueryData(noticeSettingsQuery.queryKey)
      queryClient.setQueryData(noticeSettingsQuery.queryKey, (now) => now && applyChange(now, change))
      return { before }
    },
    onError: (_error, _change, context) => {
      if (context?.before) queryClient.setQueryData(noticeSettingsQuery.queryKey, context.before)
    },
    onSuccess: (saved) => void queryClient.setQueryData(noticeSettingsQuery.queryKey, saved),
  })
}

function applyChange(
  now: NoticeSettings,
  { kinds, sources, dailyAt, quiet, urgentPasses }: NoticeSettingsInput,
): NoticeSettings {
  return {
    ...now,
    kinds: { ...now.kinds, ...kinds },
    sources: sources ?? now.sources,
    dailyAt: dailyAt ?? now.dailyAt,
    quiet: quiet === undefined ? now.quiet : quiet,
    urgentPasses: urgentPasses ?? now.urgentPasses,
  }
}
