/** A fresh OK for every test of a file, with one topic, one comment and one dialog. */
import { afterEach, beforeEach } from 'vitest'
import type { ChannelIo, FoundEvent, FetchSession } from '../../channels/channel.ts'
import { createIo } from '../../channels/io.ts'
import { OkSettings } from '../../channels/ok/settings.ts'
import { systemClock } from '../../platform/clock.ts'
import { readConfig } from '../../platform/config.ts'
import { createLog } from '../../platform/log.ts'
import { createOutbound } from '../../platform/outbound.ts'
import { groupId, keys, type FakeDiscussion } from './ok-rest.ts'
import { FakeOk } from './ok.ts'

export const chatId = 'chat:C3ecb9d02a600'

export interface OkDesk {
  fake: FakeOk
  topic: FakeDiscussion
  settings: OkSettings
  io: ChannelIo
  settingsWith(values: object): OkSettings
  /** Somebody writes to the group. */
  write(text: string, mid: string, at?: number): string
}

export function useOk(): () => OkDesk {
  let desk: OkDesk | undefined
  beforeEach(async () => {
    const fake = new FakeOk()
    await fake.open()
    const topic = furnish(fake)
    const values = { ...keys, apiUrl: fake.url }
    desk = {
      fake,
      topic,
      settings: OkSettings.parse(values),
      io: openIo(AbortSignal.timeout(30_000)),
      settingsWith: (more) => OkSettings.parse({ ...values, ...more }),
      write: (text, mid, at = Date.now()) => {
        const message = writeMessage(text, mid, at)
        fake.chats.get(chatId)?.push({ at, mid, text: message })
        return message
      },
    }
  })
  afterEach(() => desk?.fake.close())
  return () => {
    if (!desk) throw new Error('the desk is ready only inside tests')
    return desk
  }
}

/** As OK writes it: `seq` has more digits than a number keeps. */
function writeMessage(text: string, mid: string, at: number): string {
  return `{"sender":{"user_id":"user:570000000001","name":"Анна И."},"recipient":{"chat_id":"${chatId}"},"message":{"text":${JSON.stringify(text)},"seq":98211023614189661,"mid":"${mid}"},"timestamp":${at}}`
}

function openIo(signal: AbortSignal): ChannelIo {
  const outbound = createOutbound(readConfig({ OTKLIK_ALLOW_NETWORKS: '127.0.0.0/8' }))
  return createIo({ log: createLog('silent'), outbound, clock: systemClock }, signal, {})
}

function furnish(fake: FakeOk): FakeDiscussion {
  const topic: FakeDiscussion = {
    object_id: '65123456789012',
    object_type: 'GROUP_TOPIC',
    title: 'Новинка',
    new_comments_count: 1,
    ref_objects: [{ id: groupId, type: 'GROUP' }],
    comments: [
      {
        id: 'MTYx',
        author_id: '570000000001',
        author_name: 'Анна И.',
        text: 'цена?',
        date_ms: Date.now(),
      },
    ],
  }
  fake.rest.discussions.push(topic)
  fake.chats.set(chatId, [])
  return topic
}

/** The ledger and the cursor of one channel, as the core keeps them. */
export class OkLedger {
  readonly events: FoundEvent[] = []
  cursor: Record<string, unknown> = {}
  /** Stored so many, then the disk is full. */
  room = Infinity

  session(config: OkSettings, io: ChannelIo): FetchSession<OkSettings> {
    return {
      config,
      io,
      hook: null,
      cursor: {
        read: async () => this.cursor,
        save: async (cursor) => {
          this.cursor = structuredClone(cursor)
        },
      },
      store: async (event) => {
        if (this.events.some(({ dedupKey }) => dedupKey === event.dedupKey)) return 'known'
        if (this.events.length >= this.room) throw new Error('the disk is full')
        this.events.push(event)
        return 'stored'
      },
      checked: async () => undefined,
    }
  }
}
