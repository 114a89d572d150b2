import { useLingui } from '@lingui/react/macro'
import { KeyCombination } from '@otklik/ui'
import { usePermission } from '../api/session.ts'
import classes from './Feed.module.css'

/** The keys one needs first, learnt by the way. */
export function FeedFoot() {
  const { t } = useLingui()
  const mayWork = usePermission('interests.work')
  const work: [string[], string][] = [
    [['KeyA'], t`взять`],
    [['KeyR'], t`ответить`],
    [['KeyE'], t`обработано`],
    [['KeyX'], t`отметить`],
  ]
  const hints: [string[], string][] = [
    [['KeyJ', 'KeyK'], t`по ленте`],
    ...(mayWork ? work : []),
    [['KeyG'], t`по одной`],
    [['?'], t`все клавиши`],
  ]
  return (
    <footer className={classes['foot']} aria-hidden>
      {hints.map(([keys, words]) => (
        <span key={words} className={classes['hint']}>
          {keys.map((key) => (
            <KeyCombination key={key} keys={key} />
          ))}
          {words}
        </span>
      ))}
    </footer>
  )
}
