import { Trans, useLingui } from '@lingui/react/macro'
import { CloseButton } from '@mantine/core'
import type { Conversation } from '@otklik/contract'
import type { ComposerTask } from './conversation-control.ts'
import { authorName } from './conversation-words.ts'
import classes from './DialogComposer.module.css'

interface TaskStripProps {
  task: ComposerTask | undefined
  conversation: Conversation
  onDrop: () => void
}

/** What is quoted or changed, over the field; the cross returns to plain writing. */
export function TaskStrip({ task, conversation, onDrop }: TaskStripProps) {
  const { t } = useLingui()
  if (!task) return null
  return (
    <div className={classes['task']}>
      <span className={classes['taskWords']}>
        <strong>
          {task.kind === 'edit' ? (
            <Trans>Изменить сообщение</Trans>
          ) : (
            authorName(task.message.author, conversation)
          )}
        </strong>
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
