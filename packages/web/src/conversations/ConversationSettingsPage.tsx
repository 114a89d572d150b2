import { Trans, useLingui } from '@lingui/react/macro'
import { NumberInput, Stack, Switch } from '@mantine/core'
import { Chip, ErrorState, SkeletonRows } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import { describeProblem } from '../api/problems.ts'
import { usePermission } from '../api/session.ts'
import { SettingsPage, SettingsPart } from '../settings/SettingsPage.tsx'
import { ChannelLines } from './ChannelLines.tsx'
import { HoursEditor } from './HoursEditor.tsx'
import { changeSettings, settingsQuery } from './settings-data.ts'
import type { Settings } from './settings-data.ts'
import { TextSetting } from './TextSetting.tsx'

/** How dialogs are shared, when people work, and what happens outside of it. */
export function ConversationSettingsPage() {
  const { t } = useLingui()
  const query = useQuery(settingsQuery)
  return (
    <SettingsPage
      title={t`Диалоги`}
      lead={<Trans>Кому достаётся диалог, когда вы работаете и что слышит человек в остальное время.</Trans>}
    >
      {query.isPending && <SkeletonRows count={5} height={64} />}
      {query.isError && (
        <ErrorState title={describeProblem(query.error).title} onRetry={() => void query.refetch()} />
      )}
      {query.data && <Parts settings={query.data} open={query.data.open} timeZone={query.data.timeZone} />}
    </SettingsPage>
  )
}

interface PartsProps {
  settings: Settings
  open: boolean
  timeZone: string
}

function Parts({ settings, open, timeZone }: PartsProps) {
  const { t } = useLingui()
  const mayChange = usePermission('rules.manage')
  const set = (change: Partial<Settings>) => void changeSettings(change, settings)
  return (
    <>
      <SettingsPart
        title={t`Распределение`}
        lead={t`Правила очереди общие с лентой: Настройки, Распределение.`}
      >
        <Stack gap="md">
          <Switch
            disabled={!mayChange}
            label={t`Вернувшийся человек попадает к прежнему оператору`}
            checked={settings.lastOperatorFirst}
            onChange={(event) => set({ lastOperatorFirst: event.currentTarget.checked })}
          />
          <Amount
            label={t`Открытых диалогов у одного оператора, не больше`}
            placeholder={t`без предела`}
            value={settings.maxOpen}
            most={1000}
            disabled={!mayChange}
            onChange={(maxOpen) => set({ maxOpen })}
          />
          <Amount
            label={t`Передать другому, если оператора нет на месте, минут`}
            placeholder={t`не передавать`}
            value={settings.reassignAfterMinutes}
            most={1440}
            disabled={!mayChange}
            onChange={(reassignAfterMinutes) => set({ reassignAfterMinutes })}
          />
          <Amount
            label={t`Закрыть самому после нашего ответа и тишины, часов`}
            placeholder={t`не закрывать`}
            value={settings.closeAfterHours}
            most={2160}
            disabled={!mayChange}
            onChange={(closeAfterHours) => set({ closeAfterHours })}
          />
        </Stack>
      </SettingsPart>
      <SettingsPart title={t`Отправка`}>
        <Amount
          label={t`Сколько секунд сообщение ждёт, чтобы его можно было отменить`}
          placeholder="0"
          value={settings.undoSeconds}
          least={0}
          most={10}
          disabled={!mayChange}
          onChange={(seconds) => set({ undoSeconds: seconds ?? 0 })}
        />
      </SettingsPart>
      <SettingsPart
        title={t`Рабочее время`}
        lead={
          <>
            <Trans>Часовой пояс пространства: {timeZone}.</Trans>{' '}
            <Chip tone={open ? 'green' : 'grey'}>
              {open ? t`сейчас рабочее время` : t`сейчас не работаем`}
            </Chip>
          </>
        }
      >
        <HoursEditor
          key={JSON.stringify(settings.hours)}
          hours={settings.hours}
          disabled={!mayChange}
          onSave={(hours) => set({ hours })}
        />
      </SettingsPart>
      <SettingsPart title={t`Слова от программы`} lead={t`Пустое поле: программа молчит.`}>
        <Stack gap="md">
          <TextSetting
            label={t`Ответ в нерабочее время, один раз на обращение`}
            longest={4000}
            value={settings.offHoursReply}
            disabled={!mayChange}
            onSave={(offHoursReply) => set({ offHoursReply })}
          />
          <TextSetting
            label={t`Просьба об оценке от 1 до 5 после закрытия`}
            longest={1000}
            value={settings.ratingRequest}
            disabled={!mayChange}
            onSave={(ratingRequest) => set({ ratingRequest })}
          />
        </Stack>
      </SettingsPart>
      <ChannelLines />
    </>
  )
}

interface AmountProps {
  label: string
  placeholder: string
  value: number | null
  least?: number
  most: number
  disabled: boolean
  onChange: (value: number | null) => void
}

/** Kept when the person leaves the field; an empty field is no limit. */
function Amount({ label, placeholder, value, least = 1, most, disabled, onChange }: AmountProps) {
  return (
    <NumberInput
      key={String(value)}
      maw={420}
      label={label}
      placeholder={placeholder}
      min={least}
      max={most}
      clampBehavior="blur"
      allowDecimal={false}
      disabled={disabled}
      defaultValue={value ?? ''}
      onBlur={(event) => {
        const typed = event.currentTarget.value.trim()
        const number = Math.min(most, Math.max(least, Math.round(Number(typed))))
        const next = typed === '' || Number.isNaN(number) ? null : number
        if (next !== value) onChange(next)
      }}
    />
  )
}
