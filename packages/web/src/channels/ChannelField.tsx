import {
  ActionIcon,
  Button,
  CopyButton,
  Group,
  NumberInput,
  PasswordInput,
  Select,
  Switch,
  TextInput,
} from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useBothWords, fieldProblem } from './channel-words.ts'
import { makeSecret, type Field, type FormValue } from './connect-values.ts'

interface ChannelFieldProps {
  field: Field
  value: FormValue
  /** Code or words of the server. */
  problem: string | undefined
  /** A secret is saved: an empty field keeps it. */
  isSaved: boolean
  onChange: (value: FormValue) => void
}

/** One field of a connector's manifest. */
export function ChannelField({ field, value, problem, isSaved, onChange }: ChannelFieldProps) {
  const say = useBothWords()
  const shared = {
    name: field.name,
    label: say(field.label),
    description: field.hint === null ? undefined : say(field.hint),
    error: problem === undefined ? undefined : fieldProblem(problem),
    withAsterisk: field.required,
  }
  const text = value === null ? '' : String(value)
  if (field.type === 'boolean') {
    return (
      <Switch
        {...shared}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    )
  }
  if (field.type === 'number') {
    return (
      <NumberInput
        {...shared}
        value={typeof value === 'number' ? value : text}
        allowDecimal={false}
        styles={{ wrapper: { maxWidth: 180 } }}
        onChange={(next) => onChange(next === '' ? null : Number(next))}
      />
    )
  }
  if (field.type === 'select') {
    const data = (field.options ?? []).map((option) => ({ value: option.value, label: say(option.label) }))
    return (
      <Select
        {...shared}
        data={data}
        value={text || null}
        clearable={!field.required}
        maw={320}
        onChange={onChange}
      />
    )
  }
  if (field.type === 'secret') return <SecretField {...{ field, text, shared, isSaved, onChange }} />
  return (
    <TextInput
      {...shared}
      value={text}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

interface SecretFieldProps {
  field: Field
  text: string
  shared: object
  isSaved: boolean
  onChange: (value: FormValue) => void
}

function SecretField({ field, text, shared, isSaved, onChange }: SecretFieldProps) {
  const { t } = useLingui()
  const input = (
    <PasswordInput
      {...shared}
      value={text}
      autoComplete="new-password"
      placeholder={isSaved ? t`сохранён, впишите новый, чтобы заменить` : ''}
      visibilityToggleButtonProps={{ 'aria-label': t`Показать или скрыть` }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
  if (!field.generate) return input
  return (
    <div>
      {input}
      <Group gap="xs" mt={6}>
        <Button variant="default" size="compact-sm" onClick={() => onChange(makeSecret())}>
          <Trans>Придумать</Trans>
        </Button>
        {text !== '' && (
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <ActionIcon size="md" aria-label={copied ? t`Скопировано` : t`Скопировать`} onClick={copy}>
                {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
              </ActionIcon>
            )}
          </CopyButton>
        )}
        {text !== '' && (
          <small>
            <Trans>Сохраните его у себя: потом мы его не покажем.</Trans>
          </small>
        )}
      </Group>
    </div>
  )
}
