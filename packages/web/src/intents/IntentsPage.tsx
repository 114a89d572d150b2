import { actionTypes, activityClasses, defaultIntentWeights } from '@otklik/contract'
import type { IntentSettings, IntentWeights } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NumberInput } from '@mantine/core'
import { EmptyState, ErrorState, SkeletonRows } from '@otklik/ui'
import { IconInbox } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { describeProblem } from '../api/problems.ts'
import { usePermission } from '../api/session.ts'
import { ActionIcon } from '../interests/ActionIcon.tsx'
import { actionWords, classWords } from '../interests/words.ts'
import { SettingsPage, SettingsPart } from '../settings/SettingsPage.tsx'
import { FormError } from '../sign-in/FormError.tsx'
import { intentsQuery, rankWaiting, useIntentChanges } from './intent-data.ts'
import classes from './Intents.module.css'

/** Weights of intent (R007): forms stand above likes unless the company decides otherwise. */
export function IntentsPage() {
  const { t } = useLingui()
  const settings = useQuery(intentsQuery)
  return (
    <SettingsPage
      wide
      title={t`Намерение`}
      lead={
        <Trans>
          Насколько отклик близок к покупке: от 0 до 100. По этим весам лента строится в порядке «Ближе к
          покупке». Перемена действует сразу на все карточки.
        </Trans>
      }
    >
      {settings.isPending && <SkeletonRows count={4} height={64} />}
      {settings.isError && (
        <ErrorState title={describeProblem(settings.error).title} onRetry={() => void settings.refetch()} />
      )}
      {settings.data && <Weights key={JSON.stringify(settings.data.weights)} settings={settings.data} />}
    </SettingsPage>
  )
}

function Weights({ settings }: { settings: IntentSettings }) {
  const { t } = useLingui()
  const mayChange = usePermission('rules.manage')
  const [draft, setDraft] = useState<IntentWeights>(settings.weights)
  const { save, reset } = useIntentChanges(() => undefined)
  const changed = JSON.stringify(draft) !== JSON.stringify(settings.weights)
  const setAction = (action: string, weight: number | undefined) => {
    const { [action]: _before, ...rest } = draft.actions
    setDraft({ ...draft, actions: weight === undefined ? rest : { ...rest, [action]: weight } })
  }
  const words = [...new Set([...actionTypes, ...Object.keys(draft.actions)])]
  return (
    <form
      className={classes['columns']}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(draft)
      }}
    >
      <div>
        <SettingsPart title={t`Классы`} lead={t`Вес класса действует там, где у действия своего веса нет.`}>
          <div className={classes['fields']}>
            {activityClasses.map((name) => (
              <WeightField
                key={name}
                label={classWords(name)}
                value={draft.classes[name]}
                disabled={!mayChange}
                onChange={(weight) =>
                  setDraft({ ...draft, classes: { ...draft.classes, [name]: weight ?? 0 } })
                }
              />
            ))}
          </div>
        </SettingsPart>
        <SettingsPart title={t`Действия`} lead={t`Пустое поле: как у класса.`}>
          <div className={classes['fields']}>
            {words.map((action) => (
              <WeightField
                key={action}
                label={actionWords(action)}
                value={draft.actions[action]}
                placeholder={t`по классу`}
                disabled={!mayChange}
                onChange={(weight) => setAction(action, weight)}
              />
            ))}
          </div>
        </SettingsPart>
      </div>
      <SettingsPart title={t`Что получится`} lead={t`Карточки, которые ждут сейчас, в новом порядке.`}>
        <Preview settings={settings} weights={draft} />
        <FormError error={save.error ?? reset.error} />
        {mayChange && (
          <Group mt="md">
            <Button type="submit" disabled={!changed} loading={save.isPending}>
              <Trans>Сохранить</Trans>
            </Button>
            {changed && (
              <Button variant="default" onClick={() => setDraft(settings.weights)}>
                <Trans>Отменить</Trans>
              </Button>
            )}
            {settings.isDefault ? (
              <Button variant="subtle" disabled={!changed} onClick={() => setDraft(defaultIntentWeights)}>
                <Trans>Как было вначале</Trans>
              </Button>
            ) : (
              <Button variant="subtle" loading={reset.isPending} onClick={() => reset.mutate()}>
                <Trans>Вернуть исходные веса</Trans>
              </Button>
            )}
          </Group>
        )}
      </SettingsPart>
    </form>
  )
}

interface WeightFieldProps {
  label: string
  value: number | undefined
  placeholder?: string
  disabled: boolean
  onChange: (weight: number | undefined) => void
}

function WeightField({ label, value, placeholder, disabled, onChange }: WeightFieldProps) {
  return (
    <NumberInput
      size="sm"
      label={label}
      min={0}
      max={100}
      clampBehavior="strict"
      allowDecimal={false}
      value={value ?? ''}
      placeholder={placeholder}
      disabled={disabled}
      onChange={(weight) => onChange(weight === '' ? undefined : Number(weight))}
    />
  )
}

function Preview({ settings, weights }: { settings: IntentSettings; weights: IntentWeights }) {
  const { t } = useLingui()
  const kinds = rankWaiting(settings.waiting, weights)
  if (kinds.length === 0)
    return <EmptyState icon={<IconInbox size={28} />} title={t`Сейчас ничего не ждёт ответа`} />
  return (
    <ol className={classes['preview']} aria-label={t`Порядок по намерению`}>
      {kinds.map(({ activityClass, action, count, weight }) => (
        <li key={`${activityClass} ${action}`}>
          <span className={classes['kind']}>
            <ActionIcon action={action} size={16} />
            <span>{actionWords(action)}</span>
            <span className={classes['dim']}>{classWords(activityClass)}</span>
          </span>
          <span className={classes['count']} title={t`Ждут ответа`}>
            {count}
          </span>
          <span className={classes['bar']} aria-hidden>
            <span style={{ width: `${weight}%` }} />
          </span>
          <strong className="ok-figures">{weight}</strong>
        </li>
      ))}
    </ol>
  )
}
