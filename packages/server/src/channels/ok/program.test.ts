/** OK and the whole program: the address is told to OK, a message pushed twice is one dialog, its answer goes back. */
import { expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { useHarness } from '../../test/harness.ts'
import { groupId, keys } from '../../test/fakes/ok-rest.ts'
import { chatId, useOk } from '../../test/fakes/use-ok.ts'

const harness = useHarness({ env: { OTKLIK_URL: 'https://otklik.example.test', OTKLIK_UNDO_SECONDS: '0' } })
const desk = useOk()

async function connect(more: object = {}) {
  const { fake } = desk()
  const place = await harness().newWorkspace()
  const values = { ...keys, apiUrl: fake.url, ...more }
  const channel = await place.owner.client.channels.create({ kind: 'ok', name: 'Кофейня', values })
  await harness().drain()
  const push = (body: string) =>
    harness().request(new URL(channel.hookUrl ?? '').pathname, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json;charset=utf-8' },
    })
  return { place, channel, fake, push }
}

test('a message that OK repeats is one dialog, and its answer goes to the same chat', async () => {
  const { place, channel, fake, push } = await connect()
  expect([...fake.subscriptions]).toEqual([channel.hookUrl])
  const message = desk().write('цена?', 'mid:C1.1')
  for (const body of [message, message.replace('{', '{"webhookType":"MESSAGE_CREATED",'), message])
    expect((await push(body)).status).toBe(200)
  await harness().drain()
  const { items } = await place.owner.client.conversations.list({})
  expect(items).toMatchObject([{ person: { name: 'Анна И.' } }])
  expect(items).toHaveLength(1)
  const [dialog] = items
  if (!dialog) throw new Error('no dialog')
  const { conversations } = place.owner.client
  await conversations.accept({ id: dialog.id })
  await conversations.send({ id: dialog.id, messageId: newId(), text: '950 ₽' })
  await harness().drain()
  const sent = fake.calls.filter(({ name }) => name === `me/messages/${chatId}`)
  expect(sent.map(({ body }) => body['message'])).toEqual([{ text: '950 ₽' }])
})

test('a push from elsewhere finds no door where only OK’s own addresses are taken', async () => {
  const { place, push } = await connect({ checkSource: true })
  expect((await push(desk().write('цена?', 'mid:C1.1'))).status).toBe(404)
  await harness().drain()
  expect((await place.owner.client.conversations.list({})).items).toEqual([])
})

test('connecting shows what the keys allow and what OK gives to nobody', async () => {
  const { place, channel } = await connect()
  const found = await place.owner.client.channels.get({ id: channel.id })
  expect(JSON.stringify(found)).toContain(groupId)
  expect(JSON.stringify(found)).toContain('receive_reposts')
  expect(JSON.stringify(found)).not.toContain(keys.accessToken)
})
