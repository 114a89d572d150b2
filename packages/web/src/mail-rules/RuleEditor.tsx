import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, SegmentedControl, Switch, TextInput } from '@mantine/core'
import { PageHeader, showNotice } from '@otklik/ui'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { describeProblem } from '../api/problems.ts'
import { usePermission } from '../api/session.ts'
import { ActionsEditor } from './ActionsEditor.tsx'
import { ConditionsEditor } from './ConditionsEditor.tsx'
import { ExtractionList } from './ExtractionList.tsx'
import { RulePreview } from './RulePreview.tsx'
import { SampleLetter } from './SampleLetter.tsx'
import { readyRule } from './rule-draft.ts'
import type { RuleDraft } from './rule-draft.ts'
import { useMailRuleChanges } from './rules-data.ts'
import classes from './MailRules.module.css'

interface RuleEditorProps {
  /** Null for a rule that is not saved yet. */
  id: string | null
  initial: RuleDraft
  sampleId: string | undefined
}

/** The rule at the left; at the right the sample it learns from, or what it would do to the last letters. */
export function RuleEditor({ id, initial, sampleId }: RuleEditorProps) {
  const { t } = useLingui()
  const [draft, setDraft] = useState(initial)
  const [letterId, setLetterId] = useState(sampleId)
  const [side, setSide] = useState<'sample' | 'preview'>('sample')
  const { error, submit, isSaving } = useSaving(id, draft)
  const mayManage = usePermission('rules.manage')
  const heading = draft.name.trim() || t`Новое правило`
  return (
    <>
      <PageHeader
        title={heading}
        actions={
          <>
            <Button variant="default" renderRoot={(props) => <Link to="/settings/mail-rules" {...props} />}>
              <Trans>Отмена</Trans>
            </Button>
            <Button form="mail-rule" type="submit" loading={isSaving} disabled={!mayManage}>
              <Trans>Сохранить</Trans>
            </Button>
          </>
        }
      />
      <div className={classes['columns']}>
        <form id="mail-rule" className={classes['form']} aria-label={t`Правило`} onSubmit={submit} noValidate>
          {error.form !== undefined && (
            <Alert color="red" role="alert" mb="md">
              {error.form}
            </Alert>
          )}
          <div className={classes['part']}>
            <div className={classes['stack']}>
              <TextInput
                required
                label={t`Название`}
                description={t`Оно стоит на карточке как причина: «Правило разбора писем …»`}
                maxLength={100}
                value={draft.name}
                error={error.name}
                onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
              />
              <Switch
                label={t`Включено`}
                checked={draft.enabled}
                onChange={(event) => setDraft({ ...draft, enabled: event.currentTarget.checked })}
              />
            </div>
          </div>
          <ConditionsEditor draft={draft} error={error.conditions} onChange={setDraft} />
          <ActionsEditor actions={draft.actions} onChange={(actions) => setDraft({ ...draft, actions })} />
          {draft.actions.disposition !== 'ignore' && (
            <ExtractionList draft={draft} letterId={letterId} onChange={setDraft} />
          )}
        </form>
        <section className={classes['side']} aria-label={side === 'sample' ? t`Образец` : t`Проверка`}>
          <SegmentedControl
            fullWidth
            mb="md"
            aria-label={t`Что показать рядом с правилом`}
            value={side}
            onChange={setSide}
            data={[
              { value: 'sample', label: t`Письмо-образец` },
              { value: 'preview', label: t`Проверка` },
            ]}
          />
          <RulePreview id={id} draft={draft} isShort={side === 'sample'} />
          {side === 'sample' && (
            <SampleLetter letterId={letterId} onPick={setLetterId} draft={draft} onChange={setDraft} />
          )}
        </section>
      </div>
    </>
  )
}

interface SaveError {
  name?: string
  conditions?: string
  form?: string
}

function useSaving(id: string | null, draft: RuleDraft) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const { save } = useMailRuleChanges()
  const [error, setError] = useState<SaveError>({})
  const submit = (event: { preventDefault: () => void }) => {
    event.preventDefault()
    const rule = readyRule(draft)
    if (draft.name.trim() === '') return setError({ name: t`Назовите правило` })
    if (rule === null) return setError({ conditions: t`Заполните хотя бы одно условие` })
    setError({})
    save.mutate(
      { id, rule },
      {
        onSuccess: ({ name }) => {
          showNotice({
            tone: 'green',
            title: t`Правило «${name}» сохранено`,
            detail: t`Действует со следующего письма. К прошлым применяется из меню правила.`,
          })
          void navigate({ to: '/settings/mail-rules' })
        },
        onError: (failure) => {
          const { title, detail } = describeProblem(failure)
          setError({ form: [title, detail].filter(Boolean).join('. ') })
        },
      },
    )
  }
  return { error, submit, isSaving: save.isPending }
}
