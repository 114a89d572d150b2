import type { ConversationDetail } from '@otklik/contract'
import { useLingui } from '@lingui/react/macro'
import { useRef, useState } from 'react'
import { useLiveEvents } from '../api/use-live.ts'
import { queryClient } from '../api/query-client.ts'
import type { Thread } from './thread-merge.ts'
import { threadKey } from './thread-data.ts'
import type { Onlooker } from './use-live-dialog.ts'

interface CollisionInput {
  conversation: ConversationDetail
  others: readonly Onlooker[]
  me: string | undefined
  /** Something is being written. */
  written: boolean
}

interface Collision {
  /** Why the press was stopped; undefined when it was not. */
  words: string | undefined
  /** True: stopped, the person decides. */
  ask: () => boolean
  allow: (press: () => void) => void
}

/** Two people do not answer one message by accident: a press is stopped once when a colleague writes or has just answered. */
export function useCollision({ conversation, others, me, written }: CollisionInput): Collision {
  const { t } = useLingui()
  const [words, setWords] = useState<string>()
  const answered = useRef<string>(undefined)
  useLiveEvents((event) => {
    if (event.type !== 'message.created' || event.data.conversationId !== conversation.id) return
    if (event.data.direction === 'out' && written) answered.current = event.data.messageId
  })
  const ask = () => {
    const writing = others.filter(({ activity }) => activity === 'writing').map(({ name }) => name)
    const by = authorOf(conversation.id, answered.current)
    const foreign = by !== undefined && by.id !== me ? by.name : undefined
    const why =
      foreign !== undefined
        ? t`Пока вы писали, ответ уже дан: ${foreign}.`
        : writing.length > 0
          ? t`Сейчас тоже пишет: ${writing.join(', ')}.`
          : undefined
    if (why === undefined || words !== undefined) {
      setWords(undefined)
      answered.current = undefined
      return false
    }
    setWords(why)
    return true
  }
  const allow = (press: () => void) => {
    setWords(undefined)
    answered.current = undefined
    press()
  }
  return { words, ask, allow }
}

function authorOf(
  id: string,
  messageId: string | undefined,
): { id: string | null; name: string } | undefined {
  if (messageId === undefined) return undefined
  const thread = queryClient.getQueryData<Thread>(threadKey(id, undefined))
  return thread?.items.find((item) => item.id === messageId)?.author
}
