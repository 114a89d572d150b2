import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createIo } from '../io.ts'
import type { FoundEvent, FetchSession } from '../channel.ts'
import { useHarness } from '../../test/harness.ts'
import { feed } from './index.ts'
import { look } from './listen.ts'
import type { FeedConfig } from './config.ts'

/** A site with a feed, on this machine. */
let site: ReturnType<typeof createServer>
let base = ''
let answer: (request: IncomingMessage, response: ServerResponse) => void
const asked: IncomingMessage[] = []
const askedByHand = () => asked.filter(({ url }) => url !== '/feed')

beforeAll(async () => {
  site = createServer((request, response) => {
    asked.push(request)
    answer(request, response)
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => site.close(resolve)))
beforeEach(() => {
  asked.length = 0
})

function rss(...guids: string[]): string {
  const items = guids.map(
    (guid) => `<item><title>Запись ${guid}</title><guid isPermaLink="false">${guid}</guid></item>`,
  )
  return `<rss version="2.0"><channel><title>Форум</title>${items.join('')}</channel></rss>`
}

function serve(text: string, headers: Record<string, string> = {}): void {
  answer = (_request, response) =>
    response.writeHead(200, { 'content-type': 'application/rss+xml', ...headers }).end(text)
}

describe('a feed', () => {
  const harness = useHarness({ jobs: true })

  async function connect() {
    const place = await harness().newWorkspace()
    const channel = await place.owner.client.channels.create({
      kind: 'feed',
      name: 'Форум',
      values: { url: `${base}/feed`, holds: 'mentions', minutes: 5 },
    })
    const cards = async () =>
      (await place.owner.client.interests.list({ limit: 50 })).items.map(({ text }) => text)
    return { place, channel, cards }
  }

  it('brings what it still holds when the past is asked for, and each entry once however often', async () => {
    serve(rss('1', '2'))
    const { place, channel, cards } = await connect()
    await place.owner.client.channels.importHistory({ id: channel.id, days: null })
    await expect.poll(cards, { timeout: 20_000 }).toHaveLength(2)
    serve(rss('1', '2', '3'))
    await place.owner.client.channels.importHistory({ id: channel.id, days: null })
    await expect.poll(cards, { timeout: 20_000 }).toHaveLength(3)
    expect(new Set(await cards())).toEqual(new Set(['Запись 1', 'Запись 2', 'Запись 3']))
  })

  it('says in the test what is wrong with the address', async () => {
    answer = (_request, response) => response.writeHead(410).end()
    const { place } = await connect()
    const values = { url: `${base}/gone`, holds: 'mentions', minutes: 5 }
    const result = await place.owner.client.channels.test({ kind: 'feed', values })
    expect(result).toMatchObject({ ok: false, field: 'url' })
    serve('<html><body>no feed</body></html>')
    expect(await place.owner.client.channels.test({ kind: 'feed', values })).toMatchObject({
      ok: false,
      field: 'url',
    })
    serve(rss('1'))
    expect(await place.owner.client.channels.test({ kind: 'feed', values })).toMatchObject({
      ok: true,
      detail: { ru: '«Форум», записей: 1' },
    })
  })

  describe('looked at again and again', () => {
    function openSession(config: Partial<FeedConfig> = {}) {
      const stored: FoundEvent[] = []
      let cursor: Record<string, unknown> = {}
      const session: FetchSession<FeedConfig> = {
        // An address of its own: the listeners of the channels above go on looking at theirs.
        config: { url: `${base}/own`, holds: 'mentions', minutes: 15, ...config },
        hook: null,
        io: createIo(harness().program.platform, AbortSignal.timeout(20_000), {}),
        cursor: {
          read: async () => cursor,
          save: async (next) => {
            cursor = structuredClone(next)
          },
        },
        store: async (event) => {
          stored.push(event)
          return 'stored'
        },
        checked: async () => undefined,
      }
      return { session, stored }
    }

    async function textsOf(event: FoundEvent | undefined, config: FeedConfig): Promise<string[]> {
      if (!event) return []
      const outcome = await feed.receive({ id: 'e', receivedAt: new Date(), ...event }, config)
      return outcome.kind === 'interests' ? outcome.items.map(({ text }) => text) : []
    }

    it('makes no cards of what stood there at the first look, then one of each new entry', async () => {
      const { session, stored } = openSession()
      serve(rss('1', '2'))
      await look(session)
      expect(stored).toEqual([])
      serve(rss('3', '1', '2'))
      await look(session)
      await look(session)
      expect(stored).toHaveLength(1)
      expect(await textsOf(stored[0], session.config)).toEqual(['Запись 3'])
    })

    it('asks only for what changed', async () => {
      const { session, stored } = openSession()
      answer = (request, response) => {
        if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end()
        else response.writeHead(200, { etag: '"v1"' }).end(rss('1'))
      }
      await look(session)
      await look(session)
      expect(askedByHand().map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"v1"'])
      expect(stored).toEqual([])
    })

    it('reads windows-1251 by the document’s own word', async () => {
      const { session, stored } = openSession()
      serve(rss('1'))
      await look(session)
      const body = iconv.encode(`<?xml version="1.0" encoding="windows-1251"?>${rss('2')}`, 'windows-1251')
      answer = (_request, response) => response.writeHead(200, { 'content-type': 'text/xml' }).end(body)
      await look(session)
      expect(await textsOf(stored[0], session.config)).toEqual(['Запись 2'])
    })

    it('stores what is no feed today, so that it can be read by a person', async () => {
      const { session, stored } = openSession()
      serve(rss('1'))
      await look(session)
      serve('<html><body>Ведутся работы</body></html>')
      await look(session)
      expect(Buffer.from(stored[0]?.body ?? []).toString()).toContain('Ведутся работы')
      serve(rss('2', '1'))
      await look(session)
      expect(await textsOf(stored[1], session.config)).toEqual(['Запись 2'])
    })

    it('follows a move, waits as long as the site wishes, and stops at a feed that is gone', async () => {
      const { session } = openSession()
      answer = (request, response) => {
        if (request.url === '/own') response.writeHead(301, { location: '/moved' }).end()
        else response.writeHead(200).end(rss('1'))
      }
      await look(session)
      expect(askedByHand().map(({ url }) => url)).toEqual(['/own', '/moved'])
      answer = (_request, response) => response.writeHead(503, { 'retry-after': '120' }).end()
      await expect(look(session)).rejects.toMatchObject({ kind: 'retry', retryAfterSeconds: 120 })
      answer = (_request, response) => response.writeHead(410).end()
      await expect(look(session)).rejects.toMatchObject({ kind: 'forbidden' })
    })
  })
})
