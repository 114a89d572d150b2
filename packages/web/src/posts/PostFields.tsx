import { SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core'
import { useLingui } from '@lingui/react/macro'
import { postAheadMs } from '@otklik/contract'
import { useLocale, useNow } from '@otklik/ui'
import { dayOf } from '../interests/day-bounds.ts'
import { momentOf } from '../planned/wall-moment.ts'

export interface PostDraft {
  text: string
  isPlanned: boolean
  /** On the wall of the workspace: `2026-11-22T10:00`. */
  when: string
}

interface PostFieldsProps {
  draft: PostDraft
  onChange: (change: Partial<PostDraft>) => void
  textLimit: number | null
  /** The network publishes what is planned by itself. */
  schedules: boolean
}

/** What the post says and when it comes out. */
export function PostFields({ draft, onChange, textLimit, schedules }: PostFieldsProps) {
  const { t } = useLingui()
  const { timeZone } = useLocale()
  const { length } = draft.text.trim()
  const tooLong = textLimit !== null && length > textLimit
  const { isPast, isFar } = usePostMoment(draft)
  return (
    <Stack gap="sm">
      <Textarea
        label={t`Текст поста`}
        placeholder={t`Новая обжарка: Эфиопия, ягоды и жасмин`}
        autosize
        minRows={3}
        maxRows={16}
        value={draft.text}
        description={textLimit === null ? t`Знаков: ${length}` : t`Знаков: ${length} из ${textLimit}`}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        error={tooLong ? t`Слишком длинно: сократите текст` : undefined}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      <SegmentedControl
        aria-label={t`Когда опубликовать`}
        value={draft.isPlanned ? 'planned' : 'now'}
        data={[
          { value: 'now', label: t`Сейчас` },
          { value: 'planned', label: t`В назначенное время` },
        ]}
        onChange={(value) => onChange({ isPlanned: value === 'planned' })}
      />
      {draft.isPlanned && (
        <TextInput
          type="datetime-local"
          label={timeZone === undefined ? t`Дата и время` : t`Дата и время, ${timeZone}`}
          description={
            schedules && isFar
              ? t`Пост сразу уйдёт в расписание сети и выйдет, даже если Отклик выключен. Изменить или отменить его потом можно только в самой сети.`
              : t`Пост подождёт здесь: его можно изменить и отменить. В это время Отклик должен работать.`
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={draft.when}
          error={isPast ? t`Это время прошло, выберите другое` : undefined}
          onChange={(event) => onChange({ when: event.currentTarget.value })}
        />
      )}
    </Stack>
  )
}

/** `publishAt` undefined: the time is not filled in, or has passed. */
export function usePostMoment({ isPlanned, when }: PostDraft): {
  publishAt: string | null | undefined
  isPast: boolean
  /** Far enough ahead for the network's own schedule. */
  isFar: boolean
} {
  const { timeZone } = useLocale()
  const now = useNow()
  if (!isPlanned) return { publishAt: null, isPast: false, isFar: false }
  const moment = momentOf(when, timeZone)
  const isPast = moment !== undefined && moment <= now
  const isFar = moment !== undefined && moment.getTime() - now.getTime() >= postAheadMs
  return { publishAt: isPast ? undefined : moment?.toISOString(), isPast, isFar }
}

export function isReady({ text }: PostDraft, textLimit: number | null): boolean {
  const { length } = text.trim()
  return length > 0 && (textLimit === null || length <= textLimit)
}

/** Tomorrow at ten: a time at which posts are read. */
export function firstTime(now: Date, timeZone: string | undefined): string {
  return `${dayOf(now, timeZone, 1)}T10:00`
}
