import { Trans, useLingui } from '@lingui/react/macro'
import { CloseButton } from '@mantine/core'
import type { ComposerTask } from './conversation-control.ts'
import classes from './DialogComposer.module.css'

/** What is quoted or changed, over the field; the cross returns to plain writing. */
export function TaskStrip({ task, onDrop }: { task: ComposerTask | undefined; onDrop: () => void }) {
  const { t } = useLingui()
  if (!task) return null
  return (
    <div className={classes['task']}>
      <span className={classes['taskWords']}>
        <strong>{task.kind === 'edit' ? <Trans>Изменить сообщение</Trans> : task.message.author.name}</strong>
        <span>{task.message.text}</span>
      </span>
      <CloseButton
        size="sm"
        aria-label={task.kind === 'edit' ? t`Не менять` : t`Убрать цитату`}
        onClick={onDrop}
      />
    </div>
  )
}
