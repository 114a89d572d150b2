/** VK and the whole program: the address is confirmed by its own door, events become cards once, an answer goes back. */
import { expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { useHarness } from '../../test/harness.ts'
import { useVk } from '../../test/fakes/use-vk.ts'

const harness = useHarness({ env: { OTKLIK_URL: 'https://otklik.example.test', OTKLIK_UNDO_SECONDS: '0' } })
const desk = useVk()

async function connect() {
  const { fake } = desk()
  fake.door = (url, init) => harness().request(new URL(url).pathname, init)
  const place = await harness().newWorkspace()
  const values = { token: fake.world.keys.community, apiUrl: fake.url }
  const channel = await place.owner.client.channels.create({ kind: 'vk', name: 'Кофейня', values })
  await harness().drain()
  return { place, channel, fake }
}

test('connecting confirms the address, and a comment that VK repeats is one card with the name of its author', async () => {
  const { place, channel, fake } = await connect()
  expect(fake.world.servers).toMatchObject([{ url: channel.hookUrl, status: 'ok' }])
  const comment = { id: 3, from_id: 777, date: 1764000000, text: 'цена?', post_id: 44, owner_id: -9 }
  const event = fake.happen('wall_reply_new', comment)
  expect(await fake.push(event, { times: 3 })).toEqual(['ok', 'ok', 'ok'])
  await harness().drain()
  const { items } = await place.owner.client.interests.list({})
  expect(items).toMatchObject([
    { text: 'цена?', author: { name: 'Анна И.' }, sourceType: 'vk', action: 'comment' },
  ])
})

test('an edit that comes before its comment is shown, and a like taken back leaves its card', async () => {
  const { place, fake } = await connect()
  const comment = { id: 3, from_id: 777, date: 1764000000, post_id: 44, owner_id: -9 }
  await fake.push(fake.happen('wall_reply_edit', { ...comment, text: 'цена за кило?' }))
  await fake.push(fake.happen('wall_reply_new', { ...comment, text: 'цена?' }))
  const like = { object_type: 'post', object_owner_id: -9, object_id: 44, post_id: 0 }
  await fake.push(fake.happen('like_add', { ...like, liker_id: 777 }))
  await fake.push(fake.happen('like_add', { ...like, liker_id: 888 }))
  await harness().drain()
  await fake.push(fake.happen('like_remove', { ...like, liker_id: 888 }))
  await harness().drain()
  const { items } = await place.owner.client.interests.list({})
  expect(items).toHaveLength(2)
  expect(items.find(({ action }) => action === 'comment')).toMatchObject({ text: 'цена за кило?' })
  const found = items.find(({ action }) => action === 'like')
  expect(found).toMatchObject({ people: 1 })
})

test('an answer to a comment stands under it at VK', async () => {
  const { place, fake } = await connect()
  const comment = { id: 3, from_id: 777, date: 1764000000, text: 'цена?', post_id: 44, owner_id: -9 }
  await fake.push(fake.happen('wall_reply_new', comment))
  await harness().drain()
  const { items } = await place.owner.client.interests.list({})
  const [card] = items
  if (!card) throw new Error('no card')
  await place.owner.client.interests.answer({ id: card.id, answerId: newId(), text: '900 ₽' })
  await harness().drain()
  expect(fake.paramsOf('wall.createComment')).toMatchObject([{ message: '900 ₽', reply_to_comment: '3' }])
})
