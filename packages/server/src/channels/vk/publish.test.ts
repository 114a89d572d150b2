import { describe, expect, it } from 'vitest'
import { useVk } from '../../test/fakes/use-vk.ts'
import { ChannelError, type OutboundPost } from '../channel.ts'
import { inspectVk } from './inspect.ts'
import { publishVk } from './publish.ts'
import { receive } from './receive.ts'

const desk = useVk()

const publish = (more: Partial<OutboundPost> = {}, config = desk().allKeys) =>
  publishVk({ id: 'p1', placeId: '9', text: 'Новая обжарка', at: null, ...more }, config, desk().io)

async function failureOf(work: Promise<unknown>): Promise<ChannelError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ChannelError)) throw new Error('no ChannelError came', { cause: error })
  expect(JSON.stringify([error.words, error.message, String(error.cause), error.stack])).not.toMatch(
    /fake-key|echoed-token/,
  )
  return error
}

describe('a post on the wall of VK', () => {
  it('comes out in the name of the community, once, however often it is sent', async () => {
    const first = await publish()
    expect(await publish()).toEqual(first)
    expect(first).toEqual({ externalId: 'vk:wall-9_100', url: 'https://vk.com/wall-9_100' })
    expect(desk().fake.paramsOf('wall.post')[0]).toMatchObject({
      owner_id: '-9',
      from_group: '1',
      message: 'Новая обжарка',
    })
    expect(desk().fake.paramsOf('wall.post')[0]).not.toHaveProperty('publish_date')
    expect(desk().fake.world.wallPosts.size).toBe(1)
  })

  it('of a later time is given to the schedule of VK, without an address that would lead nowhere', async () => {
    const at = new Date(Date.now() + 86_400_000)
    expect(await publish({ at })).toEqual({ externalId: 'vk:wall-9_100', url: null })
    expect(desk().fake.paramsOf('wall.post')[0]).toMatchObject({
      publish_date: String(Math.floor(at.getTime() / 1000)),
    })
  })

  it('that meets another one at its minute says so, and may be sent for another', async () => {
    const at = new Date(Date.now() + 86_400_000)
    await publish({ at })
    const refused = await failureOf(publish({ id: 'p2', at }))
    expect(refused).toMatchObject({ kind: 'rejected_content' })
    expect(refused.words.ru).toContain('на это время уже стоит другой')
    await publish({ id: 'p2', at: new Date(at.getTime() + 60_000) })
    expect(desk().fake.world.wallPosts.size).toBe(2)
  })

  it('that was cut off has an unknown end, and sent again is the same post', async () => {
    desk().fake.fail('wall.post', { kind: 'silent' })
    expect((await failureOf(publish())).kind).toBe('unknown_outcome')
    desk().fake.fail('wall.post', { kind: 'html' })
    expect((await failureOf(publish())).kind).toBe('unknown_outcome')
    await publish()
    expect(desk().fake.world.wallPosts.size).toBe(1)
  })

  it('is not sent with the key of the community', async () => {
    expect(await failureOf(publish({}, desk().settings))).toMatchObject({ kind: 'forbidden' })
    expect(desk().fake.calls).toEqual([])
  })

  it.each([
    [5, 'auth', 'ключ администратора'],
    [9, 'retry', 'однотипные'],
    [10, 'unknown_outcome', 'неизвестно'],
    [14, 'forbidden', 'https://id.vk.ru/not_robot_captcha'],
    [15, 'forbidden', 'wall'],
    [214, 'rejected_content', 'другое время'],
    [219, 'rejected_content', 'рекламным'],
    [220, 'rejected_content', 'получателей'],
    [222, 'rejected_content', 'ссылки'],
    [224, 'rejected_content', 'рекламным'],
    [1051, 'forbidden', 'wall'],
  ])('refused with %i is %s, in words that help', async (code, kind, words) => {
    const more = code === 14 ? { redirect_uri: 'https://id.vk.ru/not_robot_captcha?session=1' } : {}
    desk().fake.fail('wall.post', { kind: 'refuse', code, more })
    const refused = await failureOf(publish())
    expect(refused.kind).toBe(kind)
    expect(refused.words.ru).toContain(words)
    expect(desk().fake.world.wallPosts.size).toBe(0)
  })

  it('is offered where an administrator’s key is there; else it is said which key is missing', async () => {
    const all = await inspectVk(desk().allKeys, desk().io)
    expect(all.works).toEqual(expect.arrayContaining(['publish', 'schedule']))
    expect(all.publishTo).toEqual([{ id: '9', name: 'Кофейня' }])
    const { works, missing, publishTo } = await inspectVk(desk().settings, desk().io)
    expect(works).not.toContain('publish')
    expect(publishTo).toEqual([])
    expect(missing.find(({ capability }) => capability === 'publish')?.howToFix.ru).toContain('wall')
  })

  it('that is told back as an event is no card of an outsider', () => {
    const event = {
      type: 'wall_post_new',
      group_id: 9,
      event_id: 'e1',
      object: { id: 100, owner_id: -9, from_id: -9, date: 1_764_000_000, text: 'Новая обжарка' },
    }
    const raw = {
      id: 'r1',
      body: Buffer.from(JSON.stringify(event)),
      contentType: 'application/json',
      meta: {},
      receivedAt: new Date(),
    }
    expect(receive(raw, desk().settings)).toMatchObject({
      items: [{ kind: 'object', object: { id: 'vk:wall-9_100' } }],
    })
  })
})
