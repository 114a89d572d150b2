import { ruleFields, ruleOperators } from '@otklik/contract'
import type { RuleCondition } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { emptyCondition } from './rule-draft.ts'
import type { RuleDraft } from './rule-draft.ts'
import { fieldWords, operatorWords } from './rule-words.ts'
import classes from './MailRules.module.css'

interface ConditionsEditorProps {
  draft: RuleDraft
  error: string | undefined
  onChange: (draft: RuleDraft) => void
}

/** Which letters the rule is for. */
export function ConditionsEditor({ draft, error, onChange }: ConditionsEditorProps) {
  const { t } = useLingui()
  const { conditions, match } = draft
  const change = (index: number, part: Partial<RuleCondition>) =>
    onChange({
      ...draft,
      conditions: conditions.map((one, place) => (place === index ? { ...one, ...part } : one)),
    })
  return (
    <section className={classes['part']} aria-label={t`Какие письма`}>
      <h2>
        <Trans>Какие письма</Trans>
      </h2>
      <div className={classes['stack']}>
        {conditions.length > 1 && (
          <SegmentedControl
            aria-label={t`Сколько условий нужно`}
            value={match}
            onChange={(value) => onChange({ ...draft, match: value })}
            data={[
              { value: 'all', label: t`Все условия` },
              { value: 'any', label: t`Любое из условий` },
            ]}
          />
        )}
        {conditions.map((condition, index) => (
          <Condition
            key={index}
            number={index + 1}
            condition={condition}
            error={index === 0 ? error : undefined}
            onChange={(part) => change(index, part)}
            onRemove={
              conditions.length > 1
                ? () => onChange({ ...draft, conditions: conditions.filter((_, place) => place !== index) })
                : undefined
            }
          />
        ))}
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} />}
            disabled={conditions.length >= 20}
            onClick={() =>
              onChange({ ...draft, conditions: [...conditions, { ...emptyCondition, field: 'subject' }] })
            }
          >
            <Trans>Ещё условие</Trans>
          </Button>
        </div>
      </div>
    </section>
  )
}

interface ConditionProps {
  number: number
  condition: RuleCondition
  error: string | undefined
  onChange: (part: Partial<RuleCondition>) => void
  onRemove: (() => void) | undefined
}

function Condition({ number, condition, error, onChange, onRemove }: ConditionProps) {
  const { t, i18n } = useLingui()
  const field = ruleFields.map((value) => ({ value, label: i18n._(fieldWords[value]) }))
  const op = ruleOperators.map((value) => ({ value, label: i18n._(operatorWords[value]) }))
  return (
    <div className={classes['condition']} role="group" aria-label={t`Условие ${number}`}>
      <NativeSelect
        aria-label={t`Где искать`}
        data={field}
        value={condition.field}
        onChange={(event) =>
          onChange({ field: ruleFields.find((one) => one === event.currentTarget.value) ?? 'from' })
        }
      />
      <NativeSelect
        aria-label={t`Как сравнить`}
        data={op}
        value={condition.op}
        onChange={(event) =>
          onChange({ op: ruleOperators.find((one) => one === event.currentTarget.value) ?? 'contains' })
        }
      />
      <TextInput
        aria-label={t`С чем сравнить`}
        placeholder={condition.op === 'wildcard' ? t`Заказ № * оплачен` : t`noreply@site.ru`}
        maxLength={300}
        error={error}
        value={condition.value}
        onChange={(event) => onChange({ value: event.currentTarget.value })}
      />
      <ActionIcon aria-label={t`Убрать условие ${number}`} disabled={!onRemove} onClick={onRemove}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  )
}
