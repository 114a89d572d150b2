/** Likes, joins and leaves are found by comparing lists; history is fetched when asked for. */
import { describe, expect, it } from 'vitest'
import { groupId } from '../../test/fakes/ok-rest.ts'
import { chatId, OkLedger, useOk } from '../../test/fakes/use-ok.ts'
import type { Signal } from '../channel.ts'
import { walkLikes } from './fetch-likes.ts'
import { walkMembers } from './fetch-members.ts'
import { importOk } from './history.ts'
import { listenOk } from './listen.ts'
import { lookUpPeople } from './look-up.ts'
import { commentsEveryMs } from './pace.ts'
import { receive } from './receive.ts'

const desk = useOk()

async function toEnd(walk: AsyncGenerator<void>): Promise<number> {
  let calls = 0
  while (!(await walk.next()).done) calls += 1
  return calls
}

const session = (ledger: OkLedger) => ledger.session(desk().settings, desk().io)
const lookAtLikes = (ledger: OkLedger) => toEnd(walkLikes(session(ledger), groupId))
const lookAtMembers = (ledger: OkLedger) => toEnd(walkMembers(session(ledger), groupId))

function told(ledger: OkLedger): Signal[] {
  return ledger.events.flatMap((event) => {
    const outcome = receive({ ...event, id: 'e', receivedAt: new Date() })
    return outcome.kind === 'signals' ? outcome.items : []
  })
}

/** `+like` came, `-like` was taken back. */
function acts(ledger: OkLedger): string[] {
  return told(ledger).flatMap((signal) => {
    if (signal.kind === 'withdrawn') return `-${signal.externalId}`
    return signal.kind === 'interest' ? `+${signal.interest.externalId}` : []
  })
}

const key = `ok:group/${groupId}/topic/65123456789012`
const like = (person: string) => `like:${key}:${person}`

describe('likes', () => {
  it('of before are history; new ones, taken back and given again are told once each', async () => {
    const ledger = new OkLedger()
    desk().topic.creation_date = '2020-01-01 10:00:00'
    desk().topic.likers = ['1', '2']
    await lookAtLikes(ledger)
    expect(ledger.events).toEqual([])
    for (const likers of [
      ['1', '2', '3'],
      ['1', '3'],
      ['1', '2', '3'],
      ['1', '3'],
      ['1', '3'],
    ]) {
      desk().topic.likers = likers
      await lookAtLikes(ledger)
    }
    const two = like('2')
    expect(acts(ledger)).toEqual([`+${like('3')}`, `-${two}`, `+${two}`, `-${two}`])
  })

  it('of a post that came after connecting are news from the first look', async () => {
    const ledger = new OkLedger()
    const soon = new Date(Date.now() + 3 * 3600_000).toISOString().slice(0, 19).replace('T', ' ')
    desk().topic.creation_date = soon
    desk().topic.likers = ['1']
    desk().fake.rest.people.set('1', { first_name: 'Анна', last_name: 'Иванова' })
    await lookAtLikes(ledger)
    expect(told(ledger)).toMatchObject([
      { kind: 'object', object: { id: key, title: 'Новинка' } },
      {
        kind: 'interest',
        interest: { action: 'like', author: { name: 'Анна Иванова' }, fold: { key: `${key}:likes` } },
      },
    ])
  })

  it('survive a restart between the ledger and the cursor, and are read through all pages', async () => {
    const ledger = new OkLedger()
    await lookAtLikes(ledger)
    desk().fake.rest.pageSize = 2
    desk().topic.likers = ['1', '2', '3', '4', '5']
    const before = structuredClone(ledger.cursor)
    await lookAtLikes(ledger)
    ledger.cursor = before
    await lookAtLikes(ledger)
    expect(ledger.events).toHaveLength(1)
    expect(acts(ledger)).toHaveLength(5)
  })

  it('are not asked for again where their number is the same', async () => {
    const ledger = new OkLedger()
    desk().fake.rest.tellsLikes = true
    desk().topic.likers = ['1']
    expect(await lookAtLikes(ledger)).toBe(2)
    expect(await lookAtLikes(ledger)).toBe(1)
  })
})

describe('members', () => {
  const join = (person: string) => `join:${groupId}:${person}`

  it('of before are history; who comes, goes and comes again is told each time', async () => {
    const { members } = desk().fake.rest
    const ledger = new OkLedger()
    for (const id of ['1', '2', '3']) members.set(id, 'ACTIVE')
    await lookAtMembers(ledger)
    expect(ledger.events).toEqual([])
    members.set('4', 'ACTIVE')
    members.delete('1')
    members.set('2', 'BLOCKED')
    await lookAtMembers(ledger)
    expect(acts(ledger)).toEqual([
      `+${join('4')}`,
      `-${join('1')}`,
      `+leave:${groupId}:1:2`,
      `-${join('2')}`,
      `+leave:${groupId}:2:2`,
    ])
    members.set('1', 'ACTIVE')
    await lookAtMembers(ledger)
    members.delete('1')
    await lookAtMembers(ledger)
    expect(acts(ledger).slice(5)).toEqual([`+${join('1')}`, `-${join('1')}`, `+leave:${groupId}:1:4`])
  })

  it('who fell between two pages have not left: OK is asked about them', async () => {
    const { rest } = desk().fake
    const ledger = new OkLedger()
    for (const id of ['1', '2', '3']) rest.members.set(id, 'ACTIVE')
    await lookAtMembers(ledger)
    rest.pageSize = 2
    const walk = walkMembers(session(ledger), groupId)
    await walk.next()
    // Somebody of the first page leaves, and the third person moves onto it after it was read.
    rest.members.delete('1')
    await toEnd(walk)
    expect(acts(ledger)).toEqual([])
    await lookAtMembers(ledger)
    expect(acts(ledger)).toEqual([`-${join('1')}`, `+leave:${groupId}:1:3`])
  })

  it('are found again after a crash before the end of the list', async () => {
    const { rest } = desk().fake
    const ledger = new OkLedger()
    await lookAtMembers(ledger)
    for (const id of ['1', '2', '3']) rest.members.set(id, 'ACTIVE')
    rest.pageSize = 2
    await walkMembers(session(ledger), groupId).next()
    ledger.cursor = JSON.parse(JSON.stringify(ledger.cursor)) as Record<string, unknown>
    await lookAtMembers(ledger)
    expect(acts(ledger)).toEqual([`+${join('1')}`, `+${join('2')}`, `+${join('3')}`])
  })
})

describe('listening', () => {
  it('goes on with messages where OK refuses the lists', async () => {
    const ledger = new OkLedger()
    const stop = new AbortController()
    const { fake, io } = desk()
    fake.fail('group.getMembers', 10)
    desk().write('цена?', 'mid:C1.1')
    const one = ledger.session(desk().settings, { ...io, signal: stop.signal })
    const checked = new Promise<void>((resolve) => {
      one.checked = async () => resolve()
    })
    const ended = listenOk(one)
    await checked
    stop.abort()
    await ended
    expect(told(ledger).map(({ kind }) => kind)).toContain('message')
    expect(fake.calls.map(({ name }) => name)).toContain('group.getMembers')
  })

  it('looks for comments at every look in the first minutes, and then every minute and a half', () => {
    expect([0, 299_000, 300_000].map(commentsEveryMs)).toEqual([0, 0, 90_000])
  })

  it('fetches what a push left out, and stops at an ended key', async () => {
    const ledger = new OkLedger()
    desk().write('цена?', 'mid:C1.1')
    desk().fake.fail('discussions.getList', 102)
    const hook = { url: 'https://otklik.example/hooks/abc', secret: 's' }
    await expect(listenOk({ ...session(ledger), hook })).rejects.toMatchObject({ kind: 'auth' })
    expect(told(ledger)).toHaveLength(1)
  })
})

describe('history', () => {
  it('brings dialogs and comments of the days asked for, in order, and nothing twice', async () => {
    const { fake, topic } = desk()
    const ledger = new OkLedger()
    const now = Date.now()
    const dayMs = 86_400_000
    topic.comments = [40, 3, 2].map((days) => ({
      id: `c${days}`,
      author_id: '570000000001',
      text: `${days} дней назад`,
      date_ms: now - days * dayMs,
    }))
    for (const days of [40, 5, 4, 3]) desk().write(`${days}`, `mid:C1.${days}`, now - days * dayMs)
    fake.chats.set('chat:Cold', [{ at: now - 90 * dayMs, mid: 'mid:old', text: '{}' }])
    fake.rest.pageSize = 2
    const bar: unknown[] = []
    const importing = {
      ...session(ledger),
      days: 30,
      progress: async (done: number, total: number | null, outcome = {}) =>
        void bar.push([done, total, outcome]),
    }
    await importOk(importing)
    const words = told(ledger).flatMap((signal) => {
      if (signal.kind === 'message') return signal.message.text
      return signal.kind === 'interest' ? signal.interest.text : []
    })
    expect([...new Set(words)]).toEqual(['5', '4', '3', '3 дней назад', '2 дней назад'])
    expect(bar).toEqual([
      [1, 2, { stored: 1, known: 0 }],
      [2, 2, { stored: 2, known: 0 }],
    ])
    await importOk(importing)
    expect(bar.slice(2)).toMatchObject([
      [1, 2, { stored: 0 }],
      [2, 2, { stored: 0 }],
    ])
    expect(fake.calls.some(({ params }) => params['chat_id'] === 'chat:Cold')).toBe(false)
    expect(fake.calls.some(({ params }) => params['chat_id'] === chatId)).toBe(true)
  })
})

describe('people', () => {
  it('are told by name where the keys of an administrator are there', async () => {
    desk().fake.rest.people.set('570000000001', { first_name: 'Анна', last_name: 'Иванова' })
    const asked = ['570000000001', '570000000002', 'not-a-number']
    expect(await lookUpPeople(asked, desk().settings, desk().io)).toMatchObject([
      { network: 'ok', externalId: '570000000001', name: 'Анна Иванова' },
    ])
    const alone = desk().settingsWith({ accessToken: '' })
    expect(await lookUpPeople(asked, alone, desk().io)).toEqual([])
  })
})
