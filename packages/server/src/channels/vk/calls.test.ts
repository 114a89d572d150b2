import { describe, expect, it } from 'vitest'
import { useVk } from '../../test/fakes/use-vk.ts'
import { ChannelError, type ChannelAct, type OutboundAnswer, type ReplyTarget } from '../channel.ts'
import { vk } from './index.ts'
import { sendVk } from './send.ts'
import { actVk } from './act.ts'
import { inspectVk, testVk } from './inspect.ts'
import { lookUpObjects, lookUpPeople } from './look-up.ts'

const desk = useVk()

const dialog: ReplyTarget = { kind: 'dialog', chatId: '777', via: { groupId: '9' } }
const under = (objectId: string): ReplyTarget => ({ kind: 'comment', objectId, parentId: '3' })

function answerTo(target: ReplyTarget, more: Partial<OutboundAnswer> = {}): OutboundAnswer {
  return { id: 'a1', text: 'Есть, 900 ₽', attachments: [], target, authorName: 'Анна Ким', ...more }
}
const send = (target: ReplyTarget, more: Partial<OutboundAnswer> = {}, config = desk().settings) =>
  sendVk(answerTo(target, more), config, desk().io)
const file = (name: string, mime: string) => ({ name, mime, content: Buffer.from([0, 13, 10, 45, 45, 255]) })

async function failureOf(work: Promise<unknown>): Promise<ChannelError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ChannelError)) throw new Error('no ChannelError came', { cause: error })
  // Whatever is logged of an error, neither our keys nor what VK echoed is in it.
  expect(JSON.stringify([error.words, error.message, String(error.cause), error.stack])).not.toMatch(
    /fake-key|echoed-token/,
  )
  return error
}

describe('an answer to a dialog', () => {
  it('goes once, however often it is sent, and keeps its name', async () => {
    const first = await send(dialog)
    const again = await send(dialog)
    expect(again).toEqual(first)
    expect(first).toEqual({ externalId: '101', url: 'https://vk.com/gim9?sel=777' })
    const [one, two] = desk().fake.paramsOf('messages.send')
    expect(one?.['random_id']).toBe(two?.['random_id'])
    expect(one).toMatchObject({ peer_ids: '777', message: 'Есть, 900 ₽' })
    expect(desk().fake.world.sent.size).toBe(1)
  })

  it('that was cut off may be sent again without harm', async () => {
    desk().fake.fail('messages.send', { kind: 'silent' })
    expect((await failureOf(send(dialog))).kind).toBe('retry')
    await send(dialog)
    expect(desk().fake.world.sent.size).toBe(1)
  })

  it('of another number is another message', async () => {
    await send(dialog)
    await send(dialog, { id: 'a2' })
    expect(desk().fake.world.sent.size).toBe(2)
  })

  it('quotes the message it answers', async () => {
    await send(dialog, { replyToId: '12' })
    expect(JSON.parse(desk().fake.paramsOf('messages.send')[0]?.['forward'] ?? '')).toEqual({
      peer_id: 777,
      conversation_message_ids: [12],
      is_reply: 1,
    })
  })

  it('carries a photo and a document in three steps each, byte for byte', async () => {
    await send(dialog, {
      attachments: [file('Зерно.jpg', 'image/jpeg'), file('прайс "май";\r\n.pdf', 'application/pdf')],
    })
    const { fake } = desk()
    expect(fake.paramsOf('messages.send')[0]).toMatchObject({ attachment: 'photo-9_1_key,doc-9_6' })
    expect(fake.world.kept.map(({ kind }) => kind)).toEqual(['photo', 'file'])
    for (const { bytes } of fake.world.kept) expect(bytes).toEqual(file('', '').content)
    expect(fake.paramsOf('docs.save')[0]).toMatchObject({ title: 'прайс _май____.pdf' })
  })

  it('longer than VK takes is refused before it is sent', async () => {
    expect((await failureOf(send(dialog, { text: 'я'.repeat(4097) }))).kind).toBe('rejected_content')
    expect(desk().fake.calls).toEqual([])
  })

  it('to somebody who never allowed it says so, though the call as a whole went well', async () => {
    desk().fake.world.closed.add('777')
    expect(await failureOf(send(dialog))).toMatchObject({ kind: 'unreachable_user' })
  })
})

describe('an answer to a comment', () => {
  it('stands under a post in the name of the community, once', async () => {
    const first = await send(under('vk:wall-9_44'))
    expect(await send(under('vk:wall-9_44'))).toEqual(first)
    expect(first).toEqual({
      externalId: 'vk:wall-9_44?reply=100',
      url: 'https://vk.com/wall-9_44?reply=100&thread=3',
    })
    expect(desk().fake.paramsOf('wall.createComment')[0]).toMatchObject({
      owner_id: '-9',
      post_id: '44',
      from_group: '9',
      reply_to_comment: '3',
    })
    expect(desk().fake.world.comments.size).toBe(1)
  })

  it.each([
    [
      'vk:photo-9_5',
      'photos.createComment',
      { owner_id: '-9', photo_id: '5', from_group: '1', reply_to_comment: '3' },
    ],
    ['vk:video-9_6', 'video.createComment', { owner_id: '-9', video_id: '6', from_group: '1' }],
    ['vk:product-9_33', 'market.createComment', { owner_id: '-9', item_id: '33', from_group: '1' }],
    ['vk:topic-9_12', 'board.createComment', { group_id: '9', topic_id: '12', from_group: '1' }],
  ])('under %s needs the key of an administrator', async (objectId, method, params) => {
    expect(await failureOf(send(under(objectId)))).toMatchObject({ kind: 'forbidden' })
    expect(desk().fake.calls).toEqual([])
    await send(under(objectId), {}, desk().allKeys)
    expect(desk().fake.paramsOf(method)).toMatchObject([params])
  })

  it('with a photo goes by the key of an administrator', async () => {
    const attachments = [file('Зерно.jpg', 'image/jpeg')]
    expect((await failureOf(send(under('vk:wall-9_44'), { attachments }))).kind).toBe('forbidden')
    await send(under('vk:wall-9_44'), { attachments }, desk().allKeys)
    expect(desk().fake.paramsOf('wall.createComment')[0]).toMatchObject({ attachments: 'photo-9_1_key' })
  })
})

describe('an error of VK', () => {
  it('of too many calls in a second is waited out', async () => {
    desk().fake.fail('messages.send', { kind: 'refuse', code: 6 })
    await send(dialog)
    expect(desk().fake.world.sent.size).toBe(1)
  })

  it.each([
    [1, 'retry'],
    [5, 'auth'],
    [1117, 'auth'],
    [9, 'retry'],
    [29, 'retry'],
    [7, 'forbidden'],
    [15, 'forbidden'],
    [27, 'forbidden'],
    [203, 'forbidden'],
    [18, 'unreachable_user'],
    [100, 'rejected_content'],
    [213, 'forbidden'],
    [222, 'rejected_content'],
    [900, 'unreachable_user'],
    [901, 'unreachable_user'],
    [902, 'unreachable_user'],
    [914, 'rejected_content'],
    [917, 'unreachable_user'],
    [943, 'window_closed'],
    [944, 'window_closed'],
    [950, 'window_closed'],
  ])('%i is %s in words of both languages', async (code, kind) => {
    desk().fake.fail('messages.send', { kind: 'refuse', code })
    const error = await failureOf(send(dialog))
    expect(error.kind).toBe(kind)
    expect(error.words.ru).toMatch(/[а-я]{3}/)
    expect(error.words.en).not.toMatch(/[а-я]/)
  })

  it.each([14, 17, 3300])('%i shows a person the page of the check and is never repeated', async (code) => {
    desk().fake.fail('messages.send', {
      kind: 'refuse',
      code,
      more: { redirect_uri: 'https://id.vk.ru/not_robot_captcha?t=1' },
    })
    const error = await failureOf(send(dialog))
    expect(error).toMatchObject({ kind: 'forbidden', retryAfterSeconds: null })
    expect(error.words.ru).toContain('https://id.vk.ru/not_robot_captcha?t=1')
    expect(desk().fake.world.sent.size).toBe(0)
  })

  it('that is a page of a provider is tried again later', async () => {
    desk().fake.fail('messages.send', { kind: 'html' })
    expect((await failureOf(send(dialog))).kind).toBe('retry')
  })
})

describe('an act', () => {
  const act = (what: ChannelAct, config = desk().allKeys) => actVk(what, config, desk().io)
  const comment = under('vk:wall-9_44')

  it.each<[ChannelAct, string, object]>([
    [
      { kind: 'edit', target: dialog, externalId: '13', text: 'Нет' },
      'messages.edit',
      { peer_id: '777', cmid: '13', message: 'Нет', attachment: 'photo-9_5_k' },
    ],
    [
      { kind: 'remove', target: dialog, externalId: '13' },
      'messages.delete',
      { peer_id: '777', cmids: '13', delete_for_all: '1' },
    ],
    [
      { kind: 'mark_read', target: dialog, externalId: '12' },
      'messages.markAsRead',
      { peer_id: '777', mark_conversation_as_read: '1' },
    ],
    [{ kind: 'typing', target: dialog }, 'messages.setActivity', { peer_id: '777', type: 'typing' }],
    [
      { kind: 'like', target: dialog, externalId: '12' },
      'messages.sendReaction',
      { cmid: '12', reaction_id: '1' },
    ],
    [
      { kind: 'edit', target: comment, externalId: 'vk:wall-9_44?reply=77', text: 'Нет' },
      'wall.editComment',
      { owner_id: '-9', comment_id: '77', message: 'Нет' },
    ],
    [
      { kind: 'remove', target: comment, externalId: '3' },
      'wall.deleteComment',
      { owner_id: '-9', comment_id: '3' },
    ],
    [
      { kind: 'remove', target: under('vk:topic-9_12'), externalId: '3' },
      'board.deleteComment',
      { group_id: '9', topic_id: '12', comment_id: '3' },
    ],
    [
      { kind: 'like', target: comment, externalId: '3' },
      'likes.add',
      { type: 'comment', owner_id: '-9', item_id: '3' },
    ],
    [
      { kind: 'unlike', target: under('vk:photo-9_5'), externalId: '3' },
      'likes.delete',
      { type: 'photo_comment', item_id: '3' },
    ],
    [
      {
        kind: 'like',
        target: { kind: 'comment', objectId: 'vk:wall-9_45', parentId: null },
        externalId: 'vk:wall-9_45',
      },
      'likes.add',
      { type: 'post', item_id: '45' },
    ],
    [
      { kind: 'approve', target: { kind: 'join_request', chatId: '9', userId: '777', expiresAt: null } },
      'groups.approveRequest',
      { group_id: '9', user_id: '777' },
    ],
    [
      { kind: 'decline', target: { kind: 'join_request', chatId: '9', userId: '777', expiresAt: null } },
      'groups.removeUser',
      { group_id: '9', user_id: '777' },
    ],
  ])('%o is %s', async (what, method, params) => {
    await act(what)
    expect(desk().fake.paramsOf(method)).toMatchObject([params])
  })

  it('that VK trusts to people only is refused in words without such a key', async () => {
    const error = await failureOf(act({ kind: 'like', target: comment, externalId: '3' }, desk().settings))
    expect(error.kind).toBe('forbidden')
    expect(error.words.ru).toContain('ключ администратора')
  })

  it('of hiding does not exist at VK', async () => {
    expect((await failureOf(act({ kind: 'hide', target: comment, externalId: '3' }))).kind).toBe('forbidden')
  })
})

describe('what the keys allow', () => {
  it('is all with every key', async () => {
    const found = await inspectVk(desk().allKeys, desk().io)
    expect(found).toMatchObject({
      account: { id: '9', name: 'Кофейня', url: 'https://vk.com/polden' },
      missing: [],
      notices: [],
    })
    expect(found.works).toEqual(expect.arrayContaining(vk.manifest.acts ?? []))
  })

  it('is less by every right the key lacks, with what to do', async () => {
    desk().fake.world.rights = ['manage', 'wall']
    const { works, missing, notices } = await inspectVk(desk().settings, desk().io)
    expect(works).not.toContain('answer_message')
    expect(works).toContain('answer_comment')
    expect(missing.map(({ capability }) => capability)).toEqual(
      expect.arrayContaining(['receive_messages', 'like', 'approve_join']),
    )
    expect(missing.every(({ howToFix }) => howToFix.ru !== '' && howToFix.en !== '')).toBe(true)
    expect(notices).toHaveLength(2)
  })

  it('is not an administrator’s where the person runs another community', async () => {
    desk().fake.world.isAdmin = 0
    const { works } = await inspectVk(desk().allKeys, desk().io)
    expect(works).not.toContain('remove_comment')
    expect(works).toContain('answer_message')
  })

  it('names the field that is wrong', async () => {
    const wrong = { ...desk().settings, token: 'vk1.a.some-other-key-of-nobody' }
    expect(await testVk(wrong, desk().io)).toMatchObject({ ok: false, field: 'token' })
    const ofPerson = { ...desk().settings, token: desk().fake.world.keys.user }
    expect(await testVk(ofPerson, desk().io)).toMatchObject({ ok: false, field: 'token' })
    expect(await testVk(desk().settings, desk().io)).toMatchObject({ ok: true })
  })
})

describe('a look-up', () => {
  it('finds names of people and communities', async () => {
    const found = await lookUpPeople(['777', '-5'], desk().settings, desk().io)
    expect(found).toMatchObject([
      {
        externalId: '777',
        name: 'Анна И.',
        photoUrl: 'https://sun9-1.userapi.com/a.jpg',
        profileUrl: 'https://vk.com/id777',
      },
      { externalId: '-5', name: 'Кофейня' },
    ])
  })

  it('finds posts where a key for it is given, and asks nothing without one', async () => {
    desk().fake.world.posts = [{ id: 44, owner_id: -9, from_id: -9, date: 1764000000, text: 'Скидки' }]
    expect(await lookUpObjects(['vk:wall-9_44', 'vk:photo-9_5'], desk().allKeys, desk().io)).toMatchObject([
      { id: 'vk:wall-9_44', title: 'Скидки' },
    ])
    desk().fake.calls.length = 0
    expect(await lookUpObjects(['vk:wall-9_44'], desk().settings, desk().io)).toEqual([])
    expect(desk().fake.calls).toEqual([])
  })
})
