import { assignmentStrategies } from '@otklik/contract'
import type { AssignmentStrategy } from '@otklik/contract'
import { useLingui } from '@lingui/react/macro'
import { Input } from '@mantine/core'
import { useId } from 'react'
import { strategyWords } from './assignment-data.ts'
import classes from './Assignment.module.css'

interface StrategyChoiceProps {
  value?: AssignmentStrategy
  onChange?: (value: AssignmentStrategy) => void
}

/** Each strategy with what it means, so that nobody has to guess. */
export function StrategyChoice({ value, onChange }: StrategyChoiceProps) {
  const { t, i18n } = useLingui()
  const name = useId()
  return (
    <div role="radiogroup" aria-labelledby={`${name}-label`}>
      <Input.Label labelElement="div" id={`${name}-label`} mb={6}>
        {t`Как выбирать`}
      </Input.Label>
      <div className={classes['strategies']}>
        {assignmentStrategies.map((strategy) => (
          <label key={strategy} className={classes['strategy']}>
            <input
              type="radio"
              name={name}
              value={strategy}
              checked={value === strategy}
              onChange={() => onChange?.(strategy)}
            />
            <span>
              {i18n._(strategyWords[strategy].title)}
              <small>{i18n._(strategyWords[strategy].detail)}</small>
            </span>
          </label>
        ))}
      </div>
    </div>
  )
}
