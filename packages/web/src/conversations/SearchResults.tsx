import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { DateTime, ErrorState, NetworkIcon, NothingFound, SkeletonRows } from '@otklik/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { describeProblem } from '../api/problems.ts'
import { useConversationControl } from './conversation-control.ts'
import { messageSearchQuery } from './conversation-data.ts'
import { authorName, nameOf } from './conversation-words.ts'
import { ConversationRow } from './ConversationRow.tsx'
import type { ConversationList } from './use-conversation-list.ts'
import classes from './ConversationList.module.css'

const PEOPLE = 8

/** What the words are found in: names of people, and messages of the whole history. A press opens the very message. */
export function SearchResults({ list, q }: { list: ConversationList; q: string }) {
  const { t } = useLingui()
  const { search, open, setSearch, cursorId } = useConversationControl()
  const { channelId } = search
  const messages = useInfiniteQuery(messageSearchQuery({ q, ...(channelId !== undefined && { channelId }) }))
  if (messages.isPending || list.query.isPending) return <SkeletonRows count={6} height={86} />
  if (messages.isError) {
    const problem = describeProblem(messages.error)
    return (
      <ErrorState title={problem.title} onRetry={() => void messages.refetch()}>
        {problem.detail}
      </ErrorState>
    )
  }
  const found = messages.data.pages.flatMap((page) => page.items)
  const people = list.rows.slice(0, PEOPLE)
  if (found.length === 0 && people.length === 0)
    return <NothingFound filters={`«${q}»`} onReset={() => setSearch({ q: undefined })} />
  return (
    <div className={classes['scroller']}>
      {people.length > 0 && (
        <section aria-label={t`Люди и группы`}>
          <h2 className={classes['found']}>{t`Люди и группы`}</h2>
          {people.map((row) => (
            <ConversationRow
              key={row.id}
              conversation={row}
              current={row.id === search.dialog}
              cursor={row.id === cursorId || cursorId === undefined}
              onOpen={() => open(row.id)}
            />
          ))}
        </section>
      )}
      {found.length > 0 && (
        <section aria-label={t`Сообщения`}>
          <h2 className={classes['found']}>
            <Plural
              value={found.length}
              one="# сообщение"
              few="# сообщения"
              many="# сообщений"
              other="# сообщения"
            />
            {messages.hasNextPage && '+'}
          </h2>
          {found.map(({ conversation, message }) => (
            <button
              key={message.id}
              type="button"
              className={classes['hit']}
              aria-current={message.id === search.message || undefined}
              onClick={() => open(conversation.id, { message: message.id })}
            >
              <span className={classes['line']}>
                <strong className={classes['name']}>
                  {conversation.sourceType !== null && (
                    <NetworkIcon network={conversation.sourceType} size={14} />
                  )}
                  {nameOf(conversation)}
                </strong>
                <DateTime value={message.occurredAt} className={classes['time'] ?? ''} />
              </span>
              <span className={classes['hitWords']}>
                <span className={classes['dim']}>{authorName(message.author, conversation)}: </span>
                {message.text}
              </span>
            </button>
          ))}
          {messages.hasNextPage && (
            <div className={classes['more']}>
              <Button
                variant="default"
                size="compact-sm"
                loading={messages.isFetchingNextPage}
                onClick={() => void messages.fetchNextPage()}
              >
                <Trans>Показать ещё</Trans>
              </Button>
            </div>
          )}
        </section>
      )}
    </div>
  )
}
