/** Letters by a real SMTP server and pushes to a real push service: what comes, when, and what does not. */
import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildAuthor, newInterest } from '../interests/interests.fixtures.ts'
import { useHarness, type TestPerson, type TestWorkspace } from '../test/harness.ts'
import { forgetNotices, sweepNotices } from './notices.jobs.ts'
import { readVapid, startPushService, type PushService } from './push-service.fixtures.ts'

const minute = 60_000

interface Letter extends ParsedMail {
  recipient: string
}

const letters: Letter[] = []

async function keep(stream: Readable, recipient: string): Promise<void> {
  letters.push({ ...(await simpleParser(stream)), recipient })
}

const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, session, accept) =>
    void keep(stream, session.envelope.rcptTo[0]?.address ?? '').then(() => accept(), accept),
})
await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
const { port } = smtp.server.address() as AddressInfo
afterAll(() => new Promise<void>((resolve) => smtp.close(resolve)))

const harness = useHarness({
  env: {
    OTKLIK_SMTP_URL: `smtp://127.0.0.1:${port}`,
    OTKLIK_MAIL_FROM: 'Отклик <robot@crm.test>',
    OTKLIK_URL: 'https://crm.test',
  },
})

let home: TestWorkspace
beforeEach(async () => {
  // A Tuesday, 15:20 in Moscow.
  harness().clock.set(new Date('2026-11-24T12:20:00Z'))
  home = await harness().newWorkspace()
  letters.length = 0
})

const settle = async () => {
  await harness().drain()
  await sweepNotices(harness().program.platform)
  await harness().drain()
}
const aCard = (name: string, text = 'А есть в зёрнах?') =>
  home.run((ctx) => newInterest(ctx, { text, author: buildAuthor({ name, externalId: name }) }))
const to = (person: TestPerson) =>
  letters.filter(({ recipient }) => recipient === `${person.userId}@example.test`)
const off = { inApp: true, email: 'off', push: false } as const

describe('letters', () => {
  it('come once for a burst, with words, links and the mark of an automatic letter', async () => {
    await home.owner.client.notices.updateSettings({
      kinds: { new_card: { inApp: true, email: 'hourly', push: false } },
    })
    const only = await aCard('Ирина <script>', 'Где <b>заказ</b>?')
    await settle()
    expect(letters).toEqual([])
    harness().clock.advance(40 * minute)
    await settle()
    expect(to(home.owner)).toMatchObject([
      { subject: 'Новый отклик: Ирина <script>, ВКонтакте · Кофейня «Полдень»' },
    ])
    expect(letters[0]?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(letters[0]?.text).toContain(`https://crm.test/feed?card=${only}`)
    expect(letters[0]?.html).toContain('Где &lt;b&gt;заказ&lt;/b&gt;?')
    for (let n = 0; n < 5; n++) await aCard(`Автор ${n}`)
    await settle()
    harness().clock.advance(60 * minute)
    await settle()
    // The first was told already and was not read: the letter speaks of the five.
    expect(
      to(home.owner)
        .map(({ subject }) => subject)
        .slice(1),
    ).toEqual(['5 новых откликов: ВКонтакте · Кофейня «Полдень»'])
    expect(letters[1]?.text).toContain('https://crm.test/feed?tab=unassigned&sourceType=vk')
    await settle()
    expect(letters).toHaveLength(2)
  })

  it('gather what comes within two minutes and speak English to those who do', async () => {
    const manager = await home.join('manager', 'Mary Poppins')
    await harness().program.platform.database.pool.query(`update users set locale = 'en' where id = $1`, [
      manager.userId,
    ])
    const cards = [await aCard('One'), await aCard('Two'), await aCard('Three')]
    for (const [n, id] of cards.entries()) {
      await home.owner.client.interests.note({ id, text: `@Mary look at this, ${n}` })
      await settle()
    }
    expect(to(manager).map(({ subject }) => subject)).toEqual([
      'Анна Ким mentioned you in a note · Кофейня «Полдень»',
    ])
    harness().clock.advance(2 * minute)
    await settle()
    expect(
      to(manager)
        .map(({ subject }) => subject)
        .slice(1),
    ).toEqual(['2 new notices · Кофейня «Полдень»'])
  })

  it('wait for the end of quiet hours unless urgent, and say nothing of what was read', async () => {
    const manager = await home.join('manager', 'Мария')
    const quiet = { from: '12:00', to: '18:00', weekends: false }
    await manager.client.notices.updateSettings({
      quiet,
      urgentPasses: true,
      kinds: { new_card: { inApp: true, email: 'now', push: false } },
    })
    const id = await aCard('Ирина')
    await settle()
    expect(to(manager)).toEqual([])
    await home.owner.client.interests.note({ id, text: '@Мария, срочно' })
    await settle()
    expect(to(manager).map(({ subject }) => subject)).toEqual([
      'Анна Ким: вас упомянули в заметке · Кофейня «Полдень»',
    ])
    await manager.client.notices.markAllRead({})
    await aCard('Пётр')
    harness().clock.set(new Date('2026-11-24T14:59:00Z'))
    await settle()
    expect(to(manager)).toHaveLength(1)
    harness().clock.set(new Date('2026-11-24T15:00:00Z'))
    await settle()
    expect(
      to(manager)
        .map(({ subject }) => subject)
        .slice(1),
    ).toEqual(['Новый отклик: Пётр, ВКонтакте · Кофейня «Полдень»'])
  })

  it('follow the source: reviews at once, the rest not at all', async () => {
    await home.owner.client.notices.updateSettings({
      kinds: { new_card: off },
      sources: [
        { sourceType: 'yandex_maps', channelId: null, ways: { inApp: false, email: 'now', push: false } },
      ],
    })
    await aCard('Из ВК')
    await home.run((ctx) =>
      newInterest(ctx, {
        sourceType: 'yandex_maps',
        author: buildAuthor({ name: 'Строгий гость', externalId: 'g' }),
      }),
    )
    await settle()
    expect(to(home.owner).map(({ subject }) => subject)).toEqual([
      'Новый отклик: Строгий гость, Яндекс Карты · Кофейня «Полдень»',
    ])
    expect((await home.owner.client.notices.list({})).items.map(({ who }) => who)).toEqual(['Из ВК'])
  })

  it('refuse a time that is none', async () => {
    await expect(home.owner.client.notices.updateSettings({ dailyAt: '25:00' })).rejects.toMatchObject({
      code: 'INVALID',
    })
  })
})

describe('pushes', () => {
  let service: PushService
  beforeEach(async () => {
    service = await startPushService()
  })
  afterEach(() => service.stop())

  it('reach the browser that subscribed and nobody else can read them', async () => {
    const browser = service.newBrowser('one')
    const device = await home.owner.client.notices.subscribe({
      ...browser.subscription,
      name: 'Chrome, Linux',
    })
    const { publicKey, devices } = await home.owner.client.notices.push({})
    expect(devices).toEqual([device])
    const id = await aCard('Ирина', 'Где заказ?')
    await settle()
    const [got] = service.received
    expect(browser.read(got?.body ?? Buffer.alloc(0))).toEqual({
      title: 'Новый отклик: Ирина, ВКонтакте',
      body: 'Где заказ?',
      url: `/feed?card=${id}`,
      tag: 'new_card:vk',
    })
    expect(() => service.newBrowser('two').read(got?.body ?? Buffer.alloc(0))).toThrow(/authenticate/)
    expect(readVapid(got?.headers.authorization ?? '')).toMatchObject({
      aud: new URL(browser.subscription.endpoint).origin,
      sub: 'https://crm.test',
      key: publicKey,
    })
    const { rows } = await harness().program.platform.database.pool.query<{ value: string }>(
      `select value from installation where key = 'vapid'`,
    )
    expect(rows[0]?.value).toMatch(/^v1\./)
  })

  it('are told together when many come, and keep still while the person is away', async () => {
    const browser = service.newBrowser('one')
    await home.owner.client.notices.subscribe(browser.subscription)
    for (const sourceType of ['vk', 'ok', 'avito', 'mailbox'])
      await home.run((ctx) => newInterest(ctx, { sourceType }))
    await settle()
    await settle()
    const titles = service.received.map(({ body }) => (browser.read(body) as { title: string }).title)
    expect(titles.length).toBeLessThan(4)
    service.received.length = 0
    await home.owner.client.notices.markAllRead({})
    await home.owner.client.members.setPresence({ presence: 'away' })
    harness().clock.advance(5 * minute)
    await aCard('Ирина')
    await settle()
    expect(service.received).toEqual([])
    expect(await home.owner.client.notices.unread({})).toEqual({ count: 1 })
  })

  it('forget a browser that is gone and say when a trial is refused', async () => {
    const browser = service.newBrowser('one')
    const { id } = await home.owner.client.notices.subscribe(browser.subscription)
    await home.owner.client.notices.tryPush({ id })
    service.status = 500
    await expect(home.owner.client.notices.tryPush({ id })).rejects.toMatchObject({ code: 'PUSH_REFUSED' })
    service.status = 410
    await aCard('Ирина')
    await settle()
    expect((await home.owner.client.notices.push({})).devices).toEqual([])
  })

  it('belong to their person, whose browser another colleague may take over', async () => {
    const manager = await home.join('manager')
    const browser = service.newBrowser('one')
    const { id } = await home.owner.client.notices.subscribe(browser.subscription)
    await expect(manager.client.notices.unsubscribe({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(manager.client.notices.tryPush({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await manager.client.notices.subscribe(browser.subscription)
    expect((await home.owner.client.notices.push({})).devices).toEqual([])
    expect((await manager.client.notices.push({})).devices).toHaveLength(1)
    const broken = { ...browser.subscription, keys: { p256dh: 'AAAA', auth: 'AAAA' } }
    await expect(manager.client.notices.subscribe(broken)).rejects.toMatchObject({ code: 'INVALID' })
  })
})

describe('the clean-up', () => {
  it('drops notices of two months ago', async () => {
    await aCard('Ирина')
    await settle()
    harness().clock.advance(61 * 24 * 60 * minute)
    await aCard('Пётр')
    await home.owner.client.notices.markAllRead({})
    await settle()
    await forgetNotices(harness().program.platform)
    expect((await home.owner.client.notices.list({})).items.map(({ who }) => who)).toEqual(['Пётр'])
  })
})
