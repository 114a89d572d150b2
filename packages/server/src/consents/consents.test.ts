import { beforeEach, describe, expect, it } from 'vitest'
import {
  browser,
  connectSite,
  openSession,
  processingText,
  readSession,
  siteValues,
} from '../site/site.fixtures.ts'
import { useHarness, type TestWorkspace } from '../test/harness.ts'

describe('consents', () => {
  const harness = useHarness()
  let home: TestWorkspace
  let key: string

  beforeEach(async () => {
    home = await harness().newWorkspace()
    key = (await connectSite(home, { termWords: 'один год', textVersion: '2026-11' })).key
  })

  const tick = async (token: string, purpose: string, agree = true) => {
    const { boxes } = await readSession(harness(), key, token)
    const { hash = '' } = boxes.find((box) => box.purpose === purpose) ?? {}
    return browser(harness(), { token }).post('/in/widget/consents', { purpose, agree, hash, tickedAt: 1000 })
  }
  const write = (token: string, clientId: string) =>
    browser(harness(), { token }).post('/in/widget/messages', { clientId, text: 'Здравствуйте' })
  const panel = async () => {
    await harness().drain()
    const [card] = (await home.owner.client.interests.list({})).items
    return home.owner.client.contacts.panel({ id: card?.author?.contactId ?? '' })
  }

  it('are printed as a proof that holds everything the law names, in the words of the page that was shown', async () => {
    const token = await openSession(harness(), key)
    await tick(token, 'processing')
    await write(token, 'message-1')
    const [consent] = (await panel()).consents
    const proof = await (await home.owner.request(`/api/v1/consents/${consent?.id ?? ''}/proof`)).text()
    const shown = await (await browser(harness()).get(`/in/widget/${key}/consent/processing`)).text()
    const { boxes } = await readSession(harness(), key)
    const document = [
      processingText,
      `Оператор: ${siteValues.operatorName}, ${siteValues.operatorAddress}`,
      'Какие данные: имя, телефон',
      'Что с ними делают: сбор, запись, хранение',
      'Срок: один год',
      'Как отозвать: снять галочку в окне чата',
    ]
    for (const line of document) {
      expect(proof).toContain(line)
      expect(shown).toContain(line)
    }
    expect(proof).toContain('обработка персональных данных')
    expect(proof).toContain(`SHA-256 текста: ${boxes[0]?.hash ?? 'none'}`)
    expect(proof).toContain('Версия текста: 2026-11')
    expect(proof).toContain('Свидетельство: ticked: 1970-01-01T00:00:01.000Z')
    expect(proof).toContain('Свидетельство: recordedBy: the widget')
  })

  it('are one for each purpose, and what is taken back stays in the list with its end', async () => {
    const token = await openSession(harness(), key)
    await tick(token, 'processing')
    await tick(token, 'advertising')
    await write(token, 'message-1')
    expect((await panel()).consents.map(({ purpose }) => purpose).toSorted()).toEqual([
      'advertising',
      'processing',
    ])
    await tick(token, 'advertising', false)
    expect((await write(token, 'message-2')).status).toBe(201)
    await tick(token, 'processing', false)
    expect((await write(token, 'message-3')).status).toBe(403)
    expect((await panel()).consents.map(({ withdrawnAt }) => withdrawnAt === null)).toEqual([false, false])
  })

  it('are asked for anew when the words change', async () => {
    const token = await openSession(harness(), key)
    await tick(token, 'processing')
    expect((await write(token, 'message-1')).status).toBe(201)
    const { items } = await home.owner.client.channels.list({})
    await home.owner.client.channels.update({
      id: items[0]?.id ?? '',
      name: 'Магазин',
      values: { ...siteValues, termWords: 'три года' },
    })
    expect((await write(token, 'message-2')).status).toBe(403)
    await tick(token, 'processing')
    expect((await write(token, 'message-3')).status).toBe(201)
    expect((await panel()).consents.map(({ withdrawnAt }) => withdrawnAt === null)).toEqual([true, false])
  })

  it('are no business of another workspace', async () => {
    const token = await openSession(harness(), key)
    await tick(token, 'processing')
    await write(token, 'message-1')
    const [consent] = (await panel()).consents
    const other = await harness().newWorkspace()
    expect((await other.owner.request(`/api/v1/consents/${consent?.id ?? ''}/proof`)).status).toBe(404)
    expect((await browser(harness()).get(`/in/widget/${key}/consent/everything`)).status).toBe(404)
  })
})
