import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { consents } from '../consents/consents.table.ts'
import { consentHash } from '../consents/index.ts'
import { inboundEvents } from '../channels/channels.table.ts'
import { useHarness, type TestWorkspace } from '../test/harness.ts'
import {
  browser,
  connectSite,
  openSession,
  processingText,
  readSession,
  shop,
  siteValues,
} from './site.fixtures.ts'
import { keepForVisitor } from './mailbox.ts'
import { siteVisits } from './site.table.ts'

describe('a site', () => {
  const harness = useHarness({ env: { OTKLIK_TRUST_PROXY: 'true' } })
  let home: TestWorkspace
  let key: string
  let network = 0

  beforeEach(async () => {
    home = await harness().newWorkspace()
    key = (await connectSite(home)).key
    network++
  })

  const ip = () => `198.51.${network}.9`
  const seconds = () => harness().clock.now().getTime() / 1000
  const submission = (more: object = {}) => ({
    fields: { name: '<b>Мария</b>', phone: '+7 900 000-00-00', message: 'Есть доставка?', Город: 'Казань' },
    page: { url: `${shop}/contacts?token=abc` },
    consent: { processing: true, tickedAt: (seconds() - 5) * 1000 },
    submissionId: 'submission-1',
    renderedAt: seconds() - 30,
    ...more,
  })
  const cards = async () => {
    await harness().drain()
    return (await home.owner.client.interests.list({})).items
  }
  /** Ticks the box as it was shown, or with another hash. */
  const agree = async (token: string, purpose: string, hash?: string, ticked = true) => {
    const { boxes } = await readSession(harness(), key, token)
    return browser(harness(), { token }).post('/in/widget/consents', {
      purpose,
      agree: ticked,
      hash: hash ?? boxes.find((box) => box.purpose === purpose)?.hash ?? '',
      tickedAt: 1,
    })
  }

  it('takes a form of the owner’s page once, with the consent as its proof', async () => {
    const page = browser(harness(), { ip: ip() })
    const first = await page.post(`/in/forms/${key}`, submission())
    const second = await page.post(`/in/forms/${key}`, submission())
    expect([first.status, second.status]).toEqual([202, 202])
    expect(await first.json()).toEqual(await second.json())
    expect(first.headers.get('access-control-allow-origin')).toBe(shop)
    const [card, ...more] = await cards()
    expect(more).toEqual([])
    expect(card?.text).toBe('Есть доставка?')
    const given = await home.run((ctx) =>
      ctx.db.select().from(consents).where(eq(consents.workspaceId, home.id)),
    )
    const of = given.find(({ purpose }) => purpose === 'processing')
    const shown = (await readSession(harness(), key)).boxes.find(({ purpose }) => purpose === 'processing')
    expect(of).toMatchObject({ textHash: shown?.hash, textVersion: '1', ip: ip() })
    const proof = await home.owner.request(`/api/v1/consents/${of?.id ?? ''}/proof`)
    expect(await proof.text()).toContain(processingText)
  })

  it('refuses a strange page, a box that came ticked, one box for two consents and no consent at all', async () => {
    const strange = await browser(harness(), { origin: 'https://evil.ru' }).post(
      `/in/forms/${key}`,
      submission(),
    )
    expect(strange.status).toBe(403)
    const page = browser(harness(), { ip: ip() })
    const consent = { processing: true }
    for (const wrong of [
      { consent },
      { consent: true },
      { consent: { processing: false } },
      { consent: { all: true } },
    ])
      expect((await page.post(`/in/forms/${key}`, submission(wrong))).status).toBe(422)
    expect(await cards()).toEqual([])
  })

  it('refuses settings where one box covers two consents or is on by default', async () => {
    const create = (values: Record<string, string | boolean>) =>
      home.owner.client.channels.create({
        kind: 'site',
        name: 'Второй',
        values: { ...siteValues, ...values },
      })
    await expect(create({ processingText: 'Согласен на обработку данных и на рассылку' })).rejects.toThrow(
      /wrong/,
    )
    await expect(create({ advertisingText: processingText })).rejects.toThrow(/wrong/)
    await expect(create({ processingTicked: true })).rejects.toThrow(/not of this channel/)
  })

  it('keeps what looks like a machine’s form as a marked card, with the same answer', async () => {
    const page = browser(harness(), { ip: ip() })
    const trapped = await page.post(`/in/forms/${key}`, submission({ website: 'http://spam' }))
    expect(trapped.status).toBe(202)
    const [card] = await cards()
    const detail = await home.owner.client.interests.get({ id: card?.id ?? '' })
    expect(detail.warnings).toEqual(['suspected_spam'])
  })

  it('holds a flood of one network and lets others through', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 6; n++) {
      const page = browser(harness(), { ip: `198.51.${network}.${n + 1}` })
      statuses.push(
        (await page.post(`/in/forms/${key}`, submission({ submissionId: `flood-${n}-00` }))).status,
      )
    }
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429])
    const other = browser(harness(), { ip: '192.0.2.200' })
    expect((await other.post(`/in/forms/${key}`, submission({ submissionId: 'other-one' }))).status).toBe(202)
  })

  it('holds a visitor who floods the chat and keeps what was taken', async () => {
    const token = await openSession(harness(), key)
    await agree(token, 'processing')
    const page = browser(harness(), { token, ip: ip() })
    const statuses: number[] = []
    for (let n = 0; n < 12; n++)
      statuses.push(
        (await page.post('/in/widget/messages', { clientId: `flood-${n}-00`, text: `${n}` })).status,
      )
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 201), 429, 429])
    await harness().drain()
    const { items } = (await (await page.get('/in/widget/messages')).json()) as {
      items: { author: string }[]
    }
    expect(items.filter(({ author }) => author === 'visitor')).toHaveLength(10)
    expect(await cards()).toHaveLength(1)
  })

  it('speaks Russian, English and Kazakh by the browser or by the owner’s choice', async () => {
    const form = async (path: string, language: string) =>
      (await browser(harness()).get(path, { 'accept-language': language })).text()
    expect(await form(`/in/forms/${key}`, 'en-GB,en')).toContain('<html lang="en">')
    expect(await form(`/in/forms/${key}`, 'kk-KZ')).toContain('Кері байланыс')
    expect(await form(`/in/forms/${key}`, 'de')).toContain('Обратная связь')
    const kazakh = (await connectSite(home, { language: 'kk' })).key
    expect(await form(`/in/widget/${kazakh}/frame`, 'ru')).toContain('<html lang="kk">')
  })

  it('serves a form without scripts and leads back only to the owner’s site', async () => {
    const html = await (await browser(harness()).get(`/in/forms/${key}?back=%22%3E%3Cscript%3E`)).text()
    expect(html).not.toContain('<script')
    expect(html).not.toContain('checked')
    const page = browser(harness(), { ip: ip(), origin: 'http://127.0.0.1' })
    const fields = { message: 'Здравствуйте', _consent_processing: 'yes' }
    const back = await page.form(`/in/forms/${key}`, { ...fields, _back: `${shop}/thanks` })
    expect([back.status, back.headers.get('location')]).toEqual([303, `${shop}/thanks`])
    const away = await page.form(`/in/forms/${key}`, { ...fields, message: 'Ещё', _back: 'https://evil.ru/' })
    expect([away.status, away.headers.get('location')]).toEqual([200, null])
    expect((await page.form(`/in/forms/${key}`, { message: 'Без согласия' })).status).toBe(422)
  })

  it('stores no event of a visitor before the consent, and afterwards each message once', async () => {
    const token = await openSession(harness(), key)
    const page = browser(harness(), { token, ip: ip() })
    const message = { clientId: 'message-1', text: 'Добрый день!' }
    const visit = {
      session: token,
      sentAt: 10,
      events: [{ id: crypto.randomUUID(), t: 5, url: `${shop}/p/1` }],
    }
    expect((await page.post('/in/widget/messages', message)).status).toBe(403)
    expect((await page.post(`/in/visits/${key}`, visit)).status).toBe(204)
    const stored = await home.run(async (ctx) => [
      ...(await ctx.db.select().from(inboundEvents).where(eq(inboundEvents.workspaceId, home.id))),
      ...(await ctx.db.select().from(siteVisits).where(eq(siteVisits.workspaceId, home.id))),
    ])
    expect(stored).toEqual([])
    expect((await agree(token, 'processing', consentHash('другие слова'))).status).toBe(409)
    expect((await agree(token, 'processing')).status).toBe(200)
    const sent = await Promise.all([1, 2, 3].map(() => page.post('/in/widget/messages', message)))
    expect(sent.map(({ status }) => status)).toEqual([201, 201, 201])
    const { items } = (await (await page.get('/in/widget/messages')).json()) as { items: { text: string }[] }
    expect(items.map(({ text }) => text)).toEqual(['Добрый день!', siteValues.askPhone])
    expect(await cards()).toHaveLength(1)
    await agree(token, 'visits')
    await page.post(`/in/visits/${key}`, visit)
    await page.post(`/in/visits/${key}`, visit)
    const visits = await home.run((ctx) =>
      ctx.db.select().from(siteVisits).where(eq(siteVisits.workspaceId, home.id)),
    )
    expect(visits.map(({ url }) => url)).toEqual([`${shop}/p/1`])
    const [card] = await cards()
    const panel = await home.owner.client.contacts.panel({ id: card?.author?.contactId ?? '' })
    expect(panel.visits.map(({ url }) => url)).toEqual([`${shop}/p/1`])
  })

  it('makes a call-back card of the phone the bot asked for', async () => {
    const token = await openSession(harness(), key)
    await agree(token, 'processing')
    const page = browser(harness(), { token, ip: ip() })
    await page.post('/in/widget/messages', { clientId: 'message-1', text: 'Когда откроетесь?' })
    await page.post('/in/widget/phone', { clientId: 'phone-001', phone: '+7 900 000-00-00' })
    expect((await cards()).map(({ text }) => text)).toContain('+7 900 000-00-00. Вопрос: «Когда откроетесь?»')
  })

  it('shows the visitor what an operator answered, once, and lets nobody else have its file', async () => {
    const token = await openSession(harness(), key)
    await agree(token, 'processing')
    const page = browser(harness(), { token, ip: ip() })
    await page.post('/in/widget/messages', { clientId: 'message-1', text: 'Есть размер 42?' })
    const visitorId = token.split('.')[1] ?? ''
    const channelId = (await home.owner.client.channels.list({})).items[0]?.id ?? ''
    const content = new TextEncoder().encode('размеры')
    const left = {
      chatId: visitorId,
      id: crypto.randomUUID(),
      text: 'Есть <b>один</b>',
      authorName: 'Анна',
      files: [{ name: 'размеры.txt', mime: 'text/plain', content }],
    }
    for (let time = 0; time < 2; time++)
      await keepForVisitor(harness().program.platform, { workspaceId: home.id, channelId }, left)
    const { items } = (await (await page.get('/in/widget/messages?after=2')).json()) as {
      items: { text: string; author: string; files: { id: string }[] }[]
    }
    expect(items.map(({ text, author }) => [text, author])).toEqual([['Есть <b>один</b>', 'operator']])
    const path = `/in/widget/files/${items[0]?.files[0]?.id ?? ''}`
    const file = await page.get(path)
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(await file.text()).toBe('размеры')
    const other = await openSession(harness(), key)
    expect((await browser(harness(), { token: other }).get(path)).status).toBe(404)
  })

  it('makes a dialog of the talk, and tells the visitor live what an operator writes there, but no note', async () => {
    const token = await openSession(harness(), key)
    await agree(token, 'processing')
    const page = browser(harness(), { token, ip: ip() })
    await page.post('/in/widget/messages', { clientId: 'message-1', text: 'Есть размер 42?' })
    await harness().drain()
    const { conversations } = home.owner.client
    const [dialog, ...more] = (await conversations.list({})).items
    expect(more).toEqual([])
    const id = dialog?.id ?? ''
    expect(dialog).toMatchObject({ sourceType: 'site_chat', state: 'new' })
    const stream = await page.get('/in/widget/stream', { 'last-event-id': '2' })
    await conversations.accept({ id })
    const write = (text: string, kind: 'note' | 'message') =>
      conversations.send({ id, messageId: crypto.randomUUID(), text, kind })
    await write('Тайна коллег', 'note')
    await write('Да, последняя пара', 'message')
    await harness().drain()
    const told = await readUntil(stream, 'Да, последняя пара')
    expect(told).not.toContain('Тайна коллег')
    const sent = (await conversations.messages({ id })).items.map(({ text, state }) => [text, state])
    expect(sent).toContainEqual(['Да, последняя пара', 'sent'])
    await page.post('/in/widget/messages', { clientId: 'message-2', text: 'Беру!' })
    await harness().drain()
    expect((await conversations.list({})).items).toHaveLength(1)
    expect(await cards()).toHaveLength(1)
  })

  it('goes on with a cut stream where it was, and shows no talk to a forged or foreign token', async () => {
    const token = await openSession(harness(), key)
    await agree(token, 'processing')
    const page = browser(harness(), { token, ip: ip() })
    for (const n of [1, 2, 3])
      await page.post('/in/widget/messages', { clientId: `message-${n}`, text: `слово ${n}` })
    const stream = await page.get('/in/widget/stream', { 'last-event-id': '3' })
    const told = await readUntil(stream, 'слово 3')
    expect(told).not.toContain('слово 2')
    const forged = token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
    expect((await browser(harness(), { token: forged }).get('/in/widget/messages')).status).toBe(401)
    const other = await openSession(harness(), key)
    const empty = await (await browser(harness(), { token: other }).get('/in/widget/messages')).json()
    expect(empty).toEqual({ items: [] })
  })

  it('keeps the bare hook address closed and lets only the owner’s pages frame the widget', async () => {
    expect((await browser(harness()).post(`/hooks/${key}`, { kind: 'message' })).status).toBe(404)
    const frame = await browser(harness()).get(`/in/widget/${key}/frame`)
    expect(frame.headers.get('content-security-policy')).toContain(`frame-ancestors 'self' ${shop}`)
  })
})

/** What a stream tells until the words appear. */
async function readUntil(stream: Response, words: string): Promise<string> {
  if (!stream.body) return ''
  let told = ''
  // Leaving the loop closes the stream.
  for await (const part of stream.body.pipeThrough(new TextDecoderStream())) {
    told += part
    if (told.includes(words)) break
  }
  return told
}
