import { describe, expect, test } from 'vitest'
import { useVk } from '../test/fakes/use-vk.ts'
import { useHarness } from '../test/harness.ts'
import { getChannelRow } from './channel-rows.ts'
import { lostTime, noticeOutage } from './gaps.ts'

const at = (time: string) => new Date(`2026-11-29T${time}:00Z`)

describe('what a network threw away while we were gone', () => {
  test.each([
    { what: 'a short stop loses nothing', checked: '09:00', keepsHours: 8, now: '09:20' },
    { what: 'three hours of eight are kept', checked: '09:00', keepsHours: 8, now: '12:00' },
    {
      what: 'the last hours of a day',
      checked: '00:00',
      keepsHours: 8,
      now: '20:00',
      lost: ['00:00', '12:00'],
    },
    {
      what: 'an event is a sign of life as well',
      checked: '00:00',
      event: '11:00',
      keepsHours: 8,
      now: '20:00',
      lost: ['11:00', '12:00'],
    },
    {
      what: 'what is told once is gone',
      checked: '09:00',
      keepsHours: 0,
      now: '12:00',
      lost: ['09:00', '12:00'],
    },
    { what: 'a mailbox keeps everything', checked: '00:00', keepsHours: undefined, now: '20:00' },
  ])('$what', ({ checked, event, keepsHours, now, lost }) => {
    const heard = { lastCheckedAt: at(checked), lastEventAt: event === undefined ? null : at(event) }
    const [since, until] = lost ?? []
    expect(lostTime(heard, at(now), keepsHours)).toEqual(
      since && until ? { since: at(since), until: at(until) } : null,
    )
  })
})

describe('a gap', () => {
  const harness = useHarness({ env: { OTKLIK_URL: 'https://otklik.example.test' } })
  const desk = useVk()

  test('is shown when the network had stopped sending, with the history asked for it, until a person has looked', async () => {
    const { fake } = desk()
    fake.door = (url, init) => harness().request(new URL(url).pathname, init)
    const { client } = (await harness().newWorkspace()).owner
    const values = { token: fake.world.keys.community, apiUrl: fake.url }
    const { id } = await client.channels.create({ kind: 'vk', name: 'Кофейня', values })
    await harness().drain()
    const askAgain = async () => {
      await client.channels.update({ id, values: { apiUrl: fake.url, token: fake.world.keys.community } })
      await harness().drain()
    }
    await askAgain()
    expect((await client.channels.get({ id })).gaps).toEqual([])
    for (const server of fake.world.servers) server.status = 'failed'
    await askAgain()
    const [gap, ...more] = (await client.channels.get({ id })).gaps
    if (!gap) throw new Error('no gap')
    expect(more).toEqual([])
    const { items } = await client.operations.list({})
    expect(items.find((one) => one.id === gap.operationId)).toMatchObject({ kind: 'channel.history' })
    const notices = (await client.notices.list({})).items
    expect(notices.filter(({ kind }) => kind === 'channel_warning')).toHaveLength(1)
    await client.channels.closeGap({ id, gapId: gap.id })
    await client.channels.closeGap({ id, gapId: gap.id })
    expect((await client.channels.get({ id })).gaps).toEqual([])
  })

  test('of a network without a history asks for none; the next outage beside it makes it longer', async () => {
    const place = await harness().newWorkspace()
    const { client } = place.owner
    const values = { service: 'own', secret: 'a-secret-of-calls' }
    const { id } = await client.channels.create({ kind: 'calls', name: 'Телефон', values })
    const seenFrom = (hours: number) =>
      place.run(async (ctx) => {
        const lastCheckedAt = new Date(ctx.now().getTime() - hours * 3_600_000)
        await noticeOutage(ctx, { ...(await getChannelRow(ctx, id)), lastCheckedAt })
      })
    await seenFrom(3)
    await seenFrom(2)
    const now = harness().clock.now().getTime()
    expect((await client.channels.get({ id })).gaps).toMatchObject([
      {
        since: new Date(now - 3 * 3_600_000).toISOString(),
        until: new Date(now).toISOString(),
        operationId: null,
      },
    ])
  })
})
