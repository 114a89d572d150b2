import { keyLabels } from '../shortcuts/keys.ts'
import { isMac } from '../shortcuts/platform.ts'
import classes from './Kbd.module.css'

/** One key as it looks on the keyboard. */
export function Kbd({ children }: { children: string }) {
  return <kbd className={classes['kbd']}>{children}</kbd>
}

/** A combination of `useShortcuts` (`Mod+KeyK`) as keys. */
export function KeyCombination({ keys }: { keys: string }) {
  return (
    <span className={classes['combination']}>
      {keyLabels(keys, isMac).map((label) => (
        <Kbd key={label}>{label}</Kbd>
      ))}
    </span>
  )
}
