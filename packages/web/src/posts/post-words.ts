import type { Post } from '@otklik/contract'
import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Tone } from '@otklik/ui'

interface StateWords {
  words: MessageDescriptor
  tone: Tone
}

const states: Record<Post['state'], StateWords> = {
  queued: { words: msg`отправляется`, tone: 'blue' },
  sending: { words: msg`публикуется`, tone: 'blue' },
  scheduled: { words: msg`в расписании сети`, tone: 'green' },
  published: { words: msg`опубликован`, tone: 'green' },
  failed: { words: msg`не опубликован`, tone: 'red' },
  unknown: { words: msg`неясно, вышел ли`, tone: 'amber' },
  cancelled: { words: msg`отменён`, tone: 'grey' },
}
const waits: StateWords = { words: msg`ждёт своего времени`, tone: 'blue' }
/** Nobody tells us of the very moment, so no more is said than is known. */
const handedOver: StateWords = { words: msg`передан сети, время вышло`, tone: 'grey' }

export function postStateWords(post: Post, now: Date): { words: string; tone: Tone } {
  const ahead = post.publishAt !== null && new Date(post.publishAt) > now
  const { words, tone } =
    post.state === 'queued' && ahead
      ? waits
      : post.state === 'scheduled' && !ahead
        ? handedOver
        : states[post.state]
  return { words: i18n._(words), tone }
}
