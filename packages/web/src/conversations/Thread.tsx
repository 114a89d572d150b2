import type { ConversationDetail } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { EmptyState, ErrorState, formatDay, SkeletonRows, useLocale, useNow } from '@otklik/ui'
import { IconArrowDown, IconMessage } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Button, Loader } from '@mantine/core'
import { describeProblem } from '../api/problems.ts'
import { dayOf } from '../interests/day-bounds.ts'
import type { ComposerTask } from './conversation-control.ts'
import { MessageView } from './MessageView.tsx'
import { threadQuery } from './thread-data.ts'
import { byDays, continues } from './thread-merge.ts'
import type { Thread as ThreadStretch } from './thread-merge.ts'
import { usePersonTyping } from './use-live-dialog.ts'
import { useThreadScroll } from './use-thread-scroll.ts'
import { nameOf } from './conversation-words.ts'
import classes from './Thread.module.css'

export interface ThreadProps {
  conversation: ConversationDetail
  /** Opened at this message instead of the newest. */
  around: string | undefined
  onTask: (task: ComposerTask) => void
  /** Leaves the found message for the newest. */
  onNewest: () => void
}

/** Everything said in the dialog, by days, the newest below. */
export function Thread(props: ThreadProps) {
  const { conversation, around } = props
  const query = useQuery(threadQuery(conversation.id, around))
  if (query.isPending)
    return (
      <div className={classes['thread']}>
        <SkeletonRows count={6} height={72} />
      </div>
    )
  if (query.isError) {
    const problem = describeProblem(query.error)
    return (
      <div className={classes['thread']}>
        <ErrorState title={problem.title} onRetry={() => void query.refetch()}>
          {problem.detail}
        </ErrorState>
      </div>
    )
  }
  return <LoadedThread key={`${conversation.id} ${around ?? ''}`} {...props} thread={query.data} />
}

function LoadedThread({
  conversation,
  around,
  onTask,
  onNewest,
  thread,
}: ThreadProps & { thread: ThreadStretch }) {
  const { t } = useLingui()
  const settings = useLocale()
  const now = useNow()
  const typing = usePersonTyping(conversation.id)
  const { box, onScroll, atEnd, unseen, loading, failed, retry, toEnd } = useThreadScroll({
    id: conversation.id,
    around,
    thread,
    typing,
  })
  const shown = thread.items.filter(({ state }) => state !== 'cancelled')
  const blocks = byDays(shown, (moment) => dayOf(new Date(moment), settings.timeZone))
  const person = nameOf(conversation)
  const toNewest = () => (thread.newer === null ? toEnd() : onNewest())
  return (
    <div className={classes['box']}>
      <div
        ref={box}
        className={classes['thread']}
        role="log"
        aria-label={t`Переписка`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
        tabIndex={0}
        onScroll={onScroll}
        // A picture that comes late pushes the end.
        onLoad={() => atEnd && toEnd()}
      >
        <Edge loading={loading === 'older'} failed={failed} onRetry={retry} />
        {shown.length === 0 && (
          <EmptyState icon={<IconMessage size={28} />} title={t`Сообщений пока нет`}>
            <Trans>Первое сообщение появится здесь само.</Trans>
          </EmptyState>
        )}
        {blocks.map((block) => (
          <section key={block.key} className={classes['day']}>
            <h2 className={classes['dayName']}>
              <span>{formatDay(new Date(block.messages[0]?.occurredAt ?? block.day), now, settings)}</span>
            </h2>
            {block.messages.map((message, index) => (
              <MessageView
                key={message.id}
                message={message}
                follows={continues(message, block.messages[index - 1])}
                found={message.id === around}
                conversation={conversation}
                onTask={onTask}
              />
            ))}
          </section>
        ))}
        {typing && (
          <p className={classes['typing']} role="status">
            <Trans>{person} печатает…</Trans>
          </p>
        )}
        {loading === 'newer' && <Edge loading failed={false} onRetry={retry} />}
      </div>
      {(!atEnd || thread.newer !== null) && shown.length > 0 && (
        <button type="button" className={classes['pill']} onClick={toNewest}>
          <IconArrowDown size={15} />
          {unseen > 0 ? <Trans>Новые: {unseen}</Trans> : <Trans>К последним</Trans>}
        </button>
      )}
    </div>
  )
}

function Edge({ loading, failed, onRetry }: { loading: boolean; failed: boolean; onRetry: () => void }) {
  const { t } = useLingui()
  if (failed)
    return (
      <div className={classes['edge']}>
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          <Trans>Не загрузилось. Повторить</Trans>
        </Button>
      </div>
    )
  if (!loading) return null
  return (
    <div className={classes['edge']} role="status" aria-label={t`Загрузка`}>
      <Loader size="sm" />
    </div>
  )
}
