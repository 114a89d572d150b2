import type { GreetingRule, GreetingRuleInput } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Checkbox, Drawer, Group, NumberInput, Select, Switch, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { UseFormReturnType } from '@mantine/form'
import { showNotice } from '@otklik/ui'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { describeProblem } from '../api/problems.ts'
import { templatesQuery } from '../templates/template-data.ts'
import { inputOf, useSaveRule } from './greetings-data.ts'
import classes from './Greetings.module.css'

interface RuleEditorProps {
  rule: GreetingRule | undefined
  onClose: () => void
}

/** How one account greets. */
export function RuleEditor({ rule, onClose }: RuleEditorProps) {
  const { t } = useLingui()
  return (
    <Drawer
      opened={rule !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={t`Приветствие: ${rule?.channelName ?? ''}`}
      closeButtonProps={{ 'aria-label': t`Закрыть` }}
    >
      {rule && <EditorForm rule={rule} onClose={onClose} />}
    </Drawer>
  )
}

type Form = UseFormReturnType<GreetingRuleInput>

function EditorForm({ rule, onClose }: { rule: GreetingRule; onClose: () => void }) {
  const { t } = useLingui()
  const save = useSaveRule()
  const [refused, setRefused] = useState<string>()
  const initial = inputOf(rule)
  const form = useForm<GreetingRuleInput>({
    mode: 'controlled',
    initialValues: { ...initial, texts: initial.texts.length > 0 ? initial.texts : [''] },
  })
  const submit = form.onSubmit((values) => {
    setRefused(undefined)
    const texts = values.texts.map((text) => text.trim()).filter((text) => text !== '')
    if (values.enabled && texts.length === 0 && values.templateId === null)
      return form.setFieldError('texts.0', t`Напишите приветствие или выберите шаблон`)
    save.mutate(
      { id: rule.channelId, input: { ...values, texts } },
      {
        onSuccess: ({ channelName }) => {
          showNotice({ tone: 'green', title: t`Приветствие «${channelName}» сохранено` })
          onClose()
        },
        onError: (error) => {
          const { title, detail } = describeProblem(error)
          setRefused([title, detail].filter(Boolean).join('. '))
        },
      },
    )
  })
  return (
    <form className={classes['form']} onSubmit={submit} noValidate>
      <Switch
        data-autofocus
        label={t`Приветствовать`}
        {...form.getInputProps('enabled', { type: 'checkbox' })}
      />
      <When form={form} takesRequests={rule.takesRequests} />
      <Words form={form} />
      <Limits form={form} />
      {refused !== undefined && (
        <Alert color="red" role="alert">
          {refused}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          <Trans>Отмена</Trans>
        </Button>
        <Button type="submit" loading={save.isPending}>
          <Trans>Сохранить</Trans>
        </Button>
      </Group>
    </form>
  )
}

function When({ form, takesRequests }: { form: Form; takesRequests: boolean }) {
  const { t } = useLingui()
  return (
    <>
      {takesRequests && (
        <Checkbox
          label={t`Когда просят принять в группу или канал`}
          {...form.getInputProps('onRequest', { type: 'checkbox' })}
        />
      )}
      <Checkbox label={t`Когда пишут впервые`} {...form.getInputProps('onMessage', { type: 'checkbox' })} />
      {takesRequests && (
        <Select
          label={t`Принимать заявку`}
          allowDeselect={false}
          data={[
            { value: 'never', label: t`Только вручную` },
            { value: 'after_greeting', label: t`Сразу после приветствия` },
            { value: 'after_answer', label: t`Когда человек ответит` },
          ]}
          {...form.getInputProps('approve')}
        />
      )}
    </>
  )
}

/** Outside the sentence: in it braces would be a place for a value. */
const nameSign = '{имя}'

function Words({ form }: { form: Form }) {
  const { t } = useLingui()
  const templates = useQuery(templatesQuery(''))
  const { templateId, texts } = form.values
  const shared = templates.data?.items.filter((one) => one.shared) ?? []
  return (
    <>
      <Select
        label={t`Шаблон команды`}
        placeholder={t`Свои слова`}
        clearable
        searchable
        clearButtonProps={{ 'aria-label': t`Убрать шаблон` }}
        data={shared.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('templateId')}
      />
      {templateId === null &&
        texts.map((_, index) => (
          <Textarea
            // Texts have no name but their place.
            key={String(index)}
            autosize
            minRows={3}
            maxLength={4000}
            label={index === 0 ? t`Слова` : t`Слова, вариант ${index + 1}`}
            description={
              index === 0 ? t`Вместо ${nameSign} встанет имя. Варианты идут по очереди.` : undefined
            }
            {...form.getInputProps(`texts.${index}`)}
          />
        ))}
      {templateId === null && texts.length < 10 && (
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} />}
            onClick={() => form.insertListItem('texts', '')}
          >
            <Trans>Ещё вариант</Trans>
          </Button>
        </Group>
      )}
    </>
  )
}

function Limits({ form }: { form: Form }) {
  const { t } = useLingui()
  return (
    <>
      <Group grow align="start">
        <NumberInput
          label={t`Не больше за сутки`}
          min={1}
          max={5000}
          allowDecimal={false}
          clampBehavior="strict"
          {...form.getInputProps('dayLimit')}
        />
        <NumberInput
          label={t`Пауза, секунд`}
          min={0}
          max={3600}
          allowDecimal={false}
          clampBehavior="strict"
          {...form.getInputProps('spacingSeconds')}
        />
      </Group>
      <NumberInput
        label={t`Без ответа — через сколько часов`}
        description={t`Тогда человек получит пометку «не ответил».`}
        min={1}
        max={720}
        allowDecimal={false}
        clampBehavior="strict"
        {...form.getInputProps('silentAfterHours')}
      />
    </>
  )
}
