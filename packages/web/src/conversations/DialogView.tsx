import type { ConversationDetail } from '@otklik/contract'
import { useLingui } from '@lingui/react/macro'
import { ErrorState, SkeletonRows } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../api/client.ts'
import { describeProblem } from '../api/problems.ts'
import { usePermission } from '../api/session.ts'
import { refreshConversationCounters } from './conversation-cache.ts'
import { useConversationControl } from './conversation-control.ts'
import type { ComposerPlace, ComposerTask } from './conversation-control.ts'
import { detailQuery } from './conversation-data.ts'
import { DialogBar, DialogBarBare } from './DialogBar.tsx'
import { DialogComposer } from './DialogComposer.tsx'
import { PresenceLine } from './PresenceLine.tsx'
import { Thread } from './Thread.tsx'
import { useLiveDialog, usePresence } from './use-live-dialog.ts'
import classes from './Conversations.module.css'

interface DialogViewProps {
  id: string
  /** The message it is opened at. */
  around: string | undefined
  place: { at: ComposerPlace } | undefined
}

/** The opened dialog: what it is, what was said, and how to answer. */
export function DialogView({ id, around, place }: DialogViewProps) {
  const query = useQuery(detailQuery(id))
  const { setSearch } = useConversationControl()
  if (query.isPending) return <SkeletonRows count={6} height={72} />
  if (query.isError) {
    const problem = describeProblem(query.error)
    return (
      <>
        <DialogBarBare />
        <ErrorState title={problem.title} onRetry={() => void query.refetch()}>
          {problem.detail}
        </ErrorState>
      </>
    )
  }
  return (
    <>
      <DialogBar conversation={query.data} />
      <Talk
        conversation={query.data}
        around={around}
        place={place}
        onNewest={() => setSearch({ message: undefined })}
      />
    </>
  )
}

interface TalkProps {
  conversation: ConversationDetail
  around: string | undefined
  place: DialogViewProps['place']
  onNewest: () => void
}

/** The thread with its composer, alive: stands in the dialogs and on the card of a dialog alike. */
export function Talk({ conversation, around, place, onNewest }: TalkProps) {
  const { t } = useLingui()
  const { id, kind, lastMessageAt } = conversation
  const [task, setTask] = useState<ComposerTask>()
  const mayWork = usePermission('conversations.work')
  const { others, sayWriting } = usePresence(id)
  useLiveDialog(id)
  useSeen(id, kind === 'colleague', lastMessageAt)
  return (
    <div className={classes['talk']} role="group" aria-label={t`Переписка и ответ`}>
      <Thread conversation={conversation} around={around} onTask={setTask} onNewest={onNewest} />
      <PresenceLine others={others} />
      {mayWork && (
        <DialogComposer
          conversation={conversation}
          place={place}
          task={task}
          dropTask={() => setTask(undefined)}
          others={others}
          onWriting={sayWriting}
        />
      )}
    </div>
  )
}

/** Only among colleagues looking is enough; a client is answered, not seen. */
function useSeen(id: string, isColleague: boolean, lastMessageAt: string): void {
  useEffect(() => {
    if (!isColleague) return
    // A counter that stays is mended by the next look.
    void api.conversations.seen({ id }).then(refreshConversationCounters, () => undefined)
  }, [id, isColleague, lastMessageAt])
}
