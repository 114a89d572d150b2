import type { Post } from '@otklik/contract'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { newId } from '../platform/ids.ts'
import { channel as telegramChannel, useTelegram } from '../test/fakes/use-telegram.ts'
import { useVk } from '../test/fakes/use-vk.ts'
import { useHarness, type TestWorkspace } from '../test/harness.ts'
import { posts } from './posts.table.ts'
import { sweepPosts } from './posts.jobs.ts'

const harness = useHarness({ env: { OTKLIK_URL: 'https://otklik.example.test' } })
const vk = useVk()
const telegram = useTelegram()

interface Desk {
  workspace: TestWorkspace
  channelId: string
  write(more?: { postId?: string; text?: string; publishAt?: string | null; placeId?: string }): Promise<Post>
  list(): Promise<Post[]>
}

async function connect(kind: string, values: Record<string, string>): Promise<Desk> {
  const workspace = await harness().newWorkspace()
  const { client } = workspace.owner
  const channel = await client.channels.create({ kind, name: 'Кофейня', values })
  await harness().drain()
  return {
    workspace,
    channelId: channel.id,
    write: (more) =>
      client.posts.create({
        id: channel.id,
        postId: newId(),
        text: 'Новая обжарка',
        publishAt: null,
        ...more,
      }),
    list: async () => (await client.posts.list({ id: channel.id })).items,
  }
}

function connectVk(keys: 'all' | 'community' = 'all'): Promise<Desk> {
  const { fake } = vk()
  fake.door = (url, init) => harness().request(new URL(url).pathname, init)
  const { community: token, user: userToken } = fake.world.keys
  return connect('vk', { token, apiUrl: fake.url, ...(keys === 'all' && { userToken }) })
}

function connectTelegram(): Promise<Desk> {
  const { fake } = telegram()
  return connect('telegram', { token: fake.world.token, apiUrl: fake.url, chats: '@polden' })
}

const inHours = (hours: number) => new Date(harness().clock.now().getTime() + hours * 3_600_000).toISOString()

async function pass(minutes: number): Promise<void> {
  harness().clock.advance(minutes * 60_000)
  await sweepPosts(harness().program.platform)
  await harness().drain()
}

/** As if the process had died after `sending` was committed. */
async function interrupt({ workspace }: Desk, id: string, minutesAgo: number): Promise<void> {
  const sendingAt = new Date(harness().clock.now().getTime() - minutesAgo * 60_000)
  await workspace.run((ctx) =>
    ctx.db.update(posts).set({ state: 'sending', sendingAt, sentAt: null }).where(eq(posts.id, id)),
  )
}

const sentToTelegram = () =>
  telegram()
    .fake.calls.filter(({ method }) => method === 'sendMessage')
    .map(({ params }) => params['text'])

describe('a post', () => {
  it('written twice is one, comes out once with its address, and every step is in the log', async () => {
    const desk = await connectVk()
    const postId = newId()
    const first = await desk.write({ postId })
    expect(first).toMatchObject({ state: 'queued', place: { id: '9', name: 'Кофейня' }, heldBy: 'us' })
    expect((await desk.write({ postId })).id).toBe(first.id)
    await harness().drain()
    expect(await desk.list()).toMatchObject([
      { id: postId, state: 'published', url: 'https://vk.com/wall-9_101', by: { name: 'Анна Ким' } },
    ])
    expect(vk().fake.paramsOf('wall.post')).toMatchObject([{ message: 'Новая обжарка' }])
    const { items } = await desk.workspace.owner.client.audit.list({ objectId: postId })
    expect(items.map(({ action }) => action)).toEqual(['post.published', 'post.created'])
  })

  it('that VK tells back as an event makes no card', async () => {
    const desk = await connectVk()
    await desk.write()
    await harness().drain()
    const told = { id: 101, owner_id: -9, from_id: -9, date: 1_764_000_000, text: 'Новая обжарка' }
    expect(await vk().fake.push(vk().fake.happen('wall_post_new', told))).toEqual(['ok'])
    await harness().drain()
    expect((await desk.workspace.owner.client.interests.list({})).items).toEqual([])
  })

  it('planned where the network has a schedule is given to it at once, and taken back only there', async () => {
    const desk = await connectVk()
    const publishAt = inHours(5)
    const { id } = await desk.write({ publishAt })
    await harness().drain()
    expect(await desk.list()).toMatchObject([{ state: 'scheduled', heldBy: 'network', publishAt, url: null }])
    expect(vk().fake.paramsOf('wall.post')).toMatchObject([
      { publish_date: String(Math.floor(Date.parse(publishAt) / 1000)) },
    ])
    const { client } = desk.workspace.owner
    await expect(client.posts.cancel({ id })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(client.posts.update({ id, text: 'Иначе' })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('planned for a time too near for a schedule waits here', async () => {
    const desk = await connectVk()
    expect(await desk.write({ publishAt: inHours(0.1) })).toMatchObject({ heldBy: 'us', state: 'queued' })
    await harness().drain()
    expect(vk().fake.paramsOf('wall.post')).toEqual([])
    await pass(10)
    expect(await desk.list()).toMatchObject([{ state: 'published' }])
    expect(vk().fake.paramsOf('wall.post')[0]).not.toHaveProperty('publish_date')
  })

  it('planned where the network has none waits here: changed, taken back, out at its time', async () => {
    const desk = await connectTelegram()
    const { client } = desk.workspace.owner
    const kept = await desk.write({ publishAt: inHours(5) })
    const dropped = await desk.write({ text: 'Ошибка', publishAt: inHours(5) })
    expect(kept).toMatchObject({ heldBy: 'us', place: { id: String(telegramChannel), name: 'Полдень' } })
    const later = inHours(7)
    expect(
      await client.posts.update({ id: kept.id, text: 'Новая обжарка, 900 ₽', publishAt: later }),
    ).toMatchObject({ text: 'Новая обжарка, 900 ₽', publishAt: later })
    expect(await client.posts.cancel({ id: dropped.id })).toMatchObject({ state: 'cancelled' })
    await pass(6 * 60)
    expect(sentToTelegram()).toEqual([])
    await pass(2 * 60)
    expect(sentToTelegram()).toEqual(['Новая обжарка, 900 ₽'])
    expect(await desk.list()).toMatchObject([
      { state: 'cancelled' },
      { state: 'published', url: 'https://t.me/polden/100' },
    ])
  })

  it('interrupted in the middle is sent again only where the network knows it by its id', async () => {
    const desk = await connectVk()
    const { id } = await desk.write()
    await harness().drain()
    await interrupt(desk, id, 10)
    await pass(0)
    expect(await desk.list()).toMatchObject([{ state: 'published', url: 'https://vk.com/wall-9_101' }])
    expect(vk().fake.paramsOf('wall.post')).toHaveLength(2)
    expect(vk().fake.world.wallPosts.size).toBe(1)
    await interrupt(desk, id, 90)
    await pass(0)
    expect(await desk.list()).toMatchObject([{ state: 'unknown' }])
    expect(vk().fake.paramsOf('wall.post')).toHaveLength(2)
  })

  it('whose end nobody knows waits for a person: it came out, or it is published again', async () => {
    const desk = await connectTelegram()
    const { client } = desk.workspace.owner
    const [first, second] = [await desk.write(), await desk.write({ text: 'Вторая' })]
    await harness().drain()
    for (const { id } of [first, second]) await interrupt(desk, id, 10)
    await pass(0)
    const found = await desk.list()
    expect(found).toMatchObject([{ state: 'unknown' }, { state: 'unknown' }])
    expect(found[0]?.error).toContain('Неизвестно, вышел ли пост')
    expect(sentToTelegram()).toHaveLength(2)
    await expect(client.posts.cancel({ id: first.id })).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await client.posts.resolve({ id: first.id, decision: 'published' })).toMatchObject({
      state: 'published',
      error: null,
    })
    await client.posts.resolve({ id: second.id, decision: 'repeat' })
    await harness().drain()
    expect(sentToTelegram()).toEqual(['Новая обжарка', 'Вторая', 'Вторая'])
  })

  it('whose connection broke in Telegram is not sent again; in VK it is, and stays one', async () => {
    const there = await connectTelegram()
    telegram().fake.fail('sendMessage', { kind: 'break' })
    await there.write()
    await harness().drain()
    expect(await there.list()).toMatchObject([{ state: 'unknown' }])
    expect(sentToTelegram()).toHaveLength(1)
    const here = await connectVk()
    vk().fake.fail('wall.post', { kind: 'silent' })
    await here.write()
    await harness().drain()
    await pass(5)
    expect(await here.list()).toMatchObject([{ state: 'published', error: null }])
    expect(vk().fake.world.wallPosts.size).toBe(1)
  })

  it('that may be out is not called failed for the refusal of a later try', async () => {
    const desk = await connectVk()
    vk().fake.fail('wall.post', { kind: 'silent' })
    vk().fake.fail('wall.post', { kind: 'refuse', code: 14 })
    const { id } = await desk.write()
    await harness().drain()
    const { client } = desk.workspace.owner
    expect(await desk.list()).toMatchObject([{ state: 'sending' }])
    await expect(client.posts.update({ id, text: 'Иначе' })).rejects.toMatchObject({ code: 'CONFLICT' })
    await pass(5)
    expect(await desk.list()).toMatchObject([{ state: 'unknown' }])
  })

  it('refused says why, is corrected and published by a press', async () => {
    const desk = await connectVk()
    vk().fake.fail('wall.post', {
      kind: 'refuse',
      code: 14,
      more: { redirect_uri: 'https://id.vk.ru/check' },
    })
    const { id } = await desk.write()
    await harness().drain()
    const [failed] = await desk.list()
    expect(failed?.state).toBe('failed')
    expect(failed?.error).toContain('https://id.vk.ru/check')
    const { client } = desk.workspace.owner
    await expect(client.posts.resolve({ id, decision: 'published' })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    await client.posts.update({ id, text: 'Обжарка без ошибок' })
    await client.posts.resolve({ id, decision: 'repeat' })
    await harness().drain()
    expect(await desk.list()).toMatchObject([{ state: 'published', error: null }])
    expect([...vk().fake.world.wallPosts.values()]).toMatchObject([
      { params: { message: 'Обжарка без ошибок' } },
    ])
  })

  it('of a channel that was removed meanwhile fails in words', async () => {
    const desk = await connectTelegram()
    const { id } = await desk.write({ publishAt: inHours(5) })
    await desk.workspace.owner.client.channels.remove({ id: desk.channelId })
    await pass(6 * 60)
    const [row] = await desk.workspace.run((ctx) => ctx.db.select().from(posts).where(eq(posts.id, id)))
    expect(row).toMatchObject({ state: 'failed', error: 'Канал удалён' })
    expect(sentToTelegram()).toEqual([])
  })

  it('is refused without the key it needs, for a time that has passed, too long, elsewhere and to strangers', async () => {
    const closed = await connectVk('community')
    await expect(closed.write()).rejects.toMatchObject({ code: 'CONFLICT' })
    const desk = await connectTelegram()
    await expect(desk.write({ publishAt: inHours(-1) })).rejects.toMatchObject({ code: 'INVALID' })
    await expect(desk.write({ text: 'я'.repeat(4097) })).rejects.toMatchObject({ code: 'INVALID' })
    await expect(desk.write({ placeId: '-100999' })).rejects.toMatchObject({ code: 'INVALID' })
    const { id } = await desk.write({ publishAt: inHours(5) })
    await expect(closed.workspace.owner.client.posts.cancel({ id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    const manager = await desk.workspace.join('manager')
    await expect(manager.client.posts.cancel({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const head = await desk.workspace.join('head')
    expect(await head.client.posts.cancel({ id })).toMatchObject({ state: 'cancelled' })
  })

  it('stands in a list that is read page by page without gap', async () => {
    const desk = await connectTelegram()
    for (const text of ['раз', 'два', 'три']) {
      await desk.write({ text, publishAt: inHours(5) })
      harness().clock.advance(1000)
    }
    const { posts: door } = desk.workspace.owner.client
    const first = await door.list({ id: desk.channelId, limit: 2 })
    expect(first.items.map(({ text }) => text)).toEqual(['три', 'два'])
    const rest = await door.list({ id: desk.channelId, limit: 2, cursor: first.nextCursor ?? '' })
    expect(rest).toMatchObject({ items: [{ text: 'раз' }], nextCursor: null })
  })
})
