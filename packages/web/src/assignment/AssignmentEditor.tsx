import { activityClasses, sourceTypes } from '@otklik/contract'
import type { ActivityClass, AssignmentRule, AssignmentRuleInput } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Drawer, Group, MultiSelect, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { showNotice } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { describeProblem } from '../api/problems.ts'
import { classWords, sourceWords } from '../interests/words.ts'
import { PeopleQueue } from './PeopleQueue.tsx'
import { StrategyChoice } from './StrategyChoice.tsx'
import { channelsQuery, useRuleChanges } from './assignment-data.ts'
import classes from './Assignment.module.css'

interface AssignmentEditorProps {
  rule: AssignmentRule | 'new' | undefined
  onClose: () => void
}

export function AssignmentEditor({ rule, onClose }: AssignmentEditorProps) {
  const { t } = useLingui()
  return (
    <Drawer
      opened={rule !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={rule === 'new' ? t`Новое правило` : t`Правило распределения`}
      closeButtonProps={{ 'aria-label': t`Закрыть` }}
    >
      {rule !== undefined && <EditorForm rule={rule === 'new' ? null : rule} onClose={onClose} />}
    </Drawer>
  )
}

const emptyRule: AssignmentRuleInput = {
  name: '',
  channelIds: [],
  sourceTypes: [],
  activityClasses: [],
  strategy: 'roundRobin',
  memberIds: [],
}

function EditorForm({ rule, onClose }: { rule: AssignmentRule | null; onClose: () => void }) {
  const { t } = useLingui()
  const { save } = useRuleChanges()
  const { data: channels } = useQuery(channelsQuery)
  const [refused, setRefused] = useState<string>()
  const form = useForm<AssignmentRuleInput>({
    mode: 'controlled',
    initialValues: rule ? inputOf(rule) : emptyRule,
    validate: {
      name: (name) => (name.trim() === '' ? t`Назовите правило` : null),
      memberIds: (ids, { strategy }) =>
        strategy !== 'claimFirst' && ids.length === 0 ? t`Выберите, между кем делить карточки` : null,
    },
  })
  const submit = form.onSubmit((input) => {
    setRefused(undefined)
    save.mutate(
      { id: rule?.id ?? null, input: { ...input, name: input.name.trim() } },
      {
        onSuccess: ({ name }) => {
          showNotice({
            tone: 'green',
            title: t`Правило «${name}» сохранено`,
            detail: t`Действует со следующей карточки.`,
          })
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
      <TextInput
        data-autofocus
        required
        label={t`Название`}
        placeholder={t`Отзывы на картах`}
        maxLength={100}
        {...form.getInputProps('name')}
      />
      <MultiSelect
        label={t`Каналы`}
        description={t`Пустой выбор означает «любые»`}
        data={(channels?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        clearable
        {...form.getInputProps('channelIds')}
      />
      <MultiSelect
        label={t`Источники`}
        data={[...new Set([...sourceTypes, ...form.values.sourceTypes])].map((value) => ({
          value,
          label: sourceWords(value),
        }))}
        searchable
        clearable
        {...form.getInputProps('sourceTypes')}
      />
      <MultiSelect
        label={t`Классы`}
        data={activityClasses.map((value) => ({ value, label: classWords(value) }))}
        value={form.values.activityClasses}
        onChange={(values) => form.setFieldValue('activityClasses', values.filter(isClass))}
        clearable
      />
      <StrategyChoice {...form.getInputProps('strategy')} />
      {form.values.strategy !== 'claimFirst' && (
        <PeopleQueue
          strategy={form.values.strategy}
          value={form.values.memberIds}
          error={form.errors['memberIds']}
          onChange={(ids) => form.setFieldValue('memberIds', ids)}
        />
      )}
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

function inputOf(rule: AssignmentRule): AssignmentRuleInput {
  const { name, channelIds, sourceTypes: sources, activityClasses: kinds, strategy, memberIds } = rule
  return { name, channelIds, sourceTypes: sources, activityClasses: kinds, strategy, memberIds }
}

function isClass(value: string): value is ActivityClass {
  return activityClasses.some((known) => known === value)
}
