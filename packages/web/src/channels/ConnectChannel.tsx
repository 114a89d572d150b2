import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useSessionStorage } from '@mantine/hooks'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Channel, ChannelKind } from '@otklik/contract'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { api } from '../api/client.ts'
import { describeProblem } from '../api/problems.ts'
import { queryClient } from '../api/query-client.ts'
import { InspectionPart } from './InspectionPart.tsx'
import { ChannelField } from './ChannelField.tsx'
import { Fold } from './Fold.tsx'
import { useBothWords } from './channel-words.ts'
import { draftOf, firstValues, valuesToSend, type Field, type FormValues } from './connect-values.ts'
import classes from './Channels.module.css'

interface ConnectChannelProps {
  kind: ChannelKind
  /** Changes this one; without it a new channel is connected. */
  channel?: Channel
  onSaved: (channel: Channel) => void
}

/** The form a connector describes: fields, a try before saving, errors beside the fields in words. */
export function ConnectChannel({ kind, channel, onSaved }: ConnectChannelProps) {
  const { t } = useLingui()
  const say = useBothWords()
  const [draft, setDraft, dropDraft] = useSessionStorage<FormValues>({
    key: `otklik.connect.${channel?.id ?? kind.kind}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  })
  const [name, setName] = useState(channel?.name ?? '')
  const [values, setValues] = useState<FormValues>(() => firstValues(kind, channel, draft))
  const suggestedName =
    typeof values['address'] === 'string' && values['address'] !== '' ? values['address'] : say(kind.name)
  const sent = () => ({
    kind: kind.kind,
    values: valuesToSend(kind, values),
    ...(channel && { id: channel.id }),
  })
  const attempt = useMutation({ mutationFn: () => api.channels.test(sent()), meta: { quiet: true } })
  const save = useMutation({
    mutationFn: () => {
      const input = { name: name.trim() || suggestedName, values: sent().values }
      return channel
        ? api.channels.update({ id: channel.id, ...input })
        : api.channels.create({ kind: kind.kind, ...input })
    },
    meta: { quiet: true },
    onSuccess: async (saved) => {
      dropDraft()
      await queryClient.invalidateQueries({ queryKey: ['channels'] })
      onSaved(saved)
    },
  })
  const failure = save.error ?? attempt.error
  const problem = failure ? describeProblem(failure) : undefined
  const refused = attempt.data?.ok === false ? attempt.data : undefined
  const problems: Record<string, string> = {
    ...problem?.fields,
    ...(refused?.field && { [refused.field]: say(refused.message) }),
  }
  const form = useRef<HTMLFormElement>(null)
  const wrongNames = Object.keys(problems).join()
  // The button may stand screens below the wrong field.
  useEffect(() => {
    if (wrongNames !== '') form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [wrongNames])
  const change = (field: Field, value: FormValues[string]) => {
    const next = { ...values, [field.name]: value }
    setValues(next)
    setDraft(draftOf(kind, next))
    attempt.reset()
    save.reset()
  }
  const show = (field: Field) => (
    <ChannelField
      key={field.name}
      field={field}
      value={values[field.name] ?? null}
      problem={problems[field.name]}
      isSaved={channel?.secretsSet.includes(field.name) ?? false}
      onChange={(value) => change(field, value)}
    />
  )
  const plain = kind.fields.filter(({ advanced }) => advanced !== true)
  const advanced = kind.fields.filter((field) => field.advanced === true)
  return (
    <form
      ref={form}
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
      noValidate
    >
      <Stack gap="md">
        {plain.map(show)}
        <TextInput
          label={t`Название канала`}
          description={t`Как он называется в карточках и отчётах`}
          placeholder={suggestedName}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {advanced.length > 0 && (
          <Fold
            label={<Trans>Дополнительно</Trans>}
            open={advanced.some((field) => problems[field.name] !== undefined)}
          >
            {advanced.map(show)}
          </Fold>
        )}
        {attempt.data?.ok === true && (
          <p className={classes['verdict']} data-tone="green" role="status">
            <IconCircleCheck size={18} /> {say(attempt.data.detail)}
          </p>
        )}
        {attempt.data?.ok === true && attempt.data.inspection && (
          <InspectionPart inspection={attempt.data.inspection} />
        )}
        {refused && refused.field === null && <Wrong>{say(refused.message)}</Wrong>}
        {problem && Object.keys(problem.fields).length === 0 && (
          <Wrong>
            {problem.title}. {problem.detail}
          </Wrong>
        )}
        {wrongNames !== '' && (
          <Wrong>
            <Trans>Проверьте поля, выделенные красным.</Trans>
          </Wrong>
        )}
        <Group gap="sm">
          <Button type="submit" loading={save.isPending}>
            {channel ? <Trans>Сохранить</Trans> : <Trans>Подключить</Trans>}
          </Button>
          {kind.tests && (
            <Button variant="default" loading={attempt.isPending} onClick={() => attempt.mutate()}>
              <Trans>Проверить связь</Trans>
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}

function Wrong({ children }: { children: ReactNode }) {
  return (
    <p className={classes['verdict']} data-tone="red" role="alert">
      <IconAlertTriangle size={18} /> <span>{children}</span>
    </p>
  )
}
