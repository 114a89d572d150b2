import { describe, expect, it } from 'vitest'
import { anna, channel, comment, discussion, post, useTelegram } from '../../test/fakes/use-telegram.ts'
import { ChannelError, type ChannelAct, type ReplyTarget } from '../channel.ts'
import { actTelegram } from './act.ts'
import { fetchTelegramFile, lookUpPeople } from './look-up.ts'

const desk = useTelegram()

const dialog: ReplyTarget = { kind: 'dialog', chatId: String(anna) }
const business: ReplyTarget = {
  kind: 'dialog',
  chatId: `bc1:${anna}`,
  via: { businessConnectionId: 'bc1' },
}
const underPost: ReplyTarget = {
  kind: 'comment',
  objectId: `telegram:${discussion}/${post}`,
  parentId: String(comment),
}
const commentId = `${discussion}/${comment}`

const act = (what: ChannelAct) => actTelegram(what, desk().settings, desk().io)
const message = (chat: number, id: number) => desk().fake.world.messages.get(`${chat}/${id}`)

async function kindOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof ChannelError) return error.kind
    throw error
  }
}

describe('an act', () => {
  it('edits our message, and the same edit again is no mistake', async () => {
    const edit: ChannelAct = { kind: 'edit', target: dialog, externalId: '55', text: 'Есть, 950 ₽' }
    await act(edit)
    await act(edit)
    expect(message(anna, 55)).toMatchObject({ text: 'Есть, 950 ₽' })
  })

  it('edits the caption where a message has a photo', async () => {
    desk().fake.world.addMessage(anna, 56, { caption: 'Зерно' })
    await act({ kind: 'edit', target: dialog, externalId: '56', text: 'Молотый' })
    expect(message(anna, 56)).toMatchObject({ caption: 'Молотый' })
  })

  it('edits our answer under a comment', async () => {
    await act({ kind: 'edit', target: underPost, externalId: commentId, text: '950 ₽' })
    expect(message(discussion, comment)).toMatchObject({ text: '950 ₽' })
  })

  it('says in words that Telegram lets it be changed no more', async () => {
    desk().fake.world.addMessage(anna, 57, { text: 'старое', old: true })
    expect(await kindOf(act({ kind: 'edit', target: dialog, externalId: '57', text: 'x' }))).toBe(
      'window_closed',
    )
    expect(await kindOf(act({ kind: 'remove', target: dialog, externalId: '57' }))).toBe('window_closed')
    expect(await kindOf(act({ kind: 'edit', target: dialog, externalId: '58', text: 'x' }))).toBe('not_found')
  })

  it('removes a comment, and one that is gone is removed', async () => {
    await act({ kind: 'remove', target: underPost, externalId: commentId })
    await act({ kind: 'remove', target: underPost, externalId: commentId })
    expect(message(discussion, comment)).toBeUndefined()
  })

  it('removes a message of a business account in its own way', async () => {
    desk().fake.world.business.set('bc1', { canReply: true, open: new Set() })
    await act({ kind: 'remove', target: business, externalId: '55' })
    expect(desk().fake.calls).toMatchObject([
      { method: 'deleteBusinessMessages', params: { business_connection_id: 'bc1', message_ids: [55] } },
    ])
  })

  it('likes and takes the like back', async () => {
    await act({ kind: 'like', target: underPost, externalId: commentId })
    expect(message(discussion, comment)?.reactions).toEqual(['👍'])
    await act({ kind: 'unlike', target: underPost, externalId: commentId })
    expect(message(discussion, comment)?.reactions).toEqual([])
    expect(await kindOf(act({ kind: 'like', target: business, externalId: '55' }))).toBe('forbidden')
  })

  it('approves a request to join, and again, and not one that is gone', async () => {
    const { world } = desk().fake
    const target: ReplyTarget = {
      kind: 'join_request',
      chatId: String(channel),
      userId: '777',
      expiresAt: null,
    }
    world.requests.add(`${channel}:777`)
    await act({ kind: 'approve', target })
    await act({ kind: 'approve', target })
    expect(world.members.has(`${channel}:777`)).toBe(true)
    world.requests.add(`${channel}:778`)
    await act({ kind: 'decline', target: { ...target, userId: '778' } })
    expect(world.members.has(`${channel}:778`)).toBe(false)
    expect(await kindOf(act({ kind: 'decline', target: { ...target, userId: '778' } }))).toBe('not_found')
  })

  it('says which right is missing', async () => {
    const { world } = desk().fake
    world.addChat({ id: channel, type: 'channel', bot: { status: 'administrator' } })
    world.requests.add(`${channel}:777`)
    const target: ReplyTarget = {
      kind: 'join_request',
      chatId: String(channel),
      userId: '777',
      expiresAt: null,
    }
    expect(await kindOf(act({ kind: 'approve', target }))).toBe('forbidden')
  })

  it('shows that somebody types', async () => {
    await act({
      kind: 'typing',
      target: { kind: 'dialog', chatId: `${discussion}/9`, via: { threadId: '9' } },
    })
    await act({ kind: 'typing', target: business })
    expect(desk().fake.world.typing).toMatchObject([
      { chat_id: String(discussion), action: 'typing', message_thread_id: 9 },
      { chat_id: String(anna), business_connection_id: 'bc1' },
    ])
  })

  it('marks as read only where Telegram lets bots', async () => {
    await act({ kind: 'mark_read', target: business, externalId: '55' })
    expect(desk().fake.world.read).toEqual([`${anna}/55`])
    expect(await kindOf(act({ kind: 'mark_read', target: dialog, externalId: '55' }))).toBe('forbidden')
  })

  it('that Telegram does not have is refused in words', async () => {
    expect(await kindOf(act({ kind: 'hide', target: underPost, externalId: commentId }))).toBe('forbidden')
    expect(await kindOf(act({ kind: 'unhide', target: underPost, externalId: commentId }))).toBe('forbidden')
    expect(await kindOf(act({ kind: 'typing', target: { kind: 'call', phone: '+7' } }))).toBe('bug')
  })

  it('cut off in the middle may be tried again', async () => {
    desk().fake.fail('deleteMessage', { kind: 'break' })
    expect(await kindOf(act({ kind: 'remove', target: dialog, externalId: '55' }))).toBe('retry')
    expect(await kindOf(act({ kind: 'remove', target: dialog, externalId: '55' }))).toBe('done')
  })
})

describe('looking up', () => {
  it('names people the bot knows and leaves out the others', async () => {
    expect(await lookUpPeople([String(anna), '999', String(channel)], desk().settings, desk().io)).toEqual([
      {
        network: 'telegram',
        externalId: '777',
        name: 'Анна',
        photoUrl: null,
        profileUrl: 'https://t.me/anna',
        email: null,
        phone: null,
      },
    ])
  })

  it('fetches the bytes of a file', async () => {
    const { world } = desk().fake
    const content = Buffer.alloc(12 * 1024 * 1024, 7)
    world.fileSizes.set('AgACx', content.length)
    world.files.set('photos/AgACx.jpg', content)
    const file = await fetchTelegramFile('AgACx', desk().settings, desk().io)
    expect(file).toMatchObject({ mime: null, name: 'AgACx.jpg' })
    expect(Buffer.compare(file.content, content)).toBe(0)
  })

  it('says that a file is too large for bots, or gone', async () => {
    const { world } = desk().fake
    world.fileSizes.set('large', 20 * 1024 * 1024 + 1)
    world.fileSizes.set('expired', 10)
    const fetchFile = (id: string) => fetchTelegramFile(id, desk().settings, desk().io)
    await expect(fetchFile('large')).rejects.toMatchObject({
      kind: 'rejected_content',
      words: { ru: expect.stringContaining('20 МБ') as string },
    })
    await expect(fetchFile('never')).rejects.toMatchObject({ kind: 'not_found' })
    await expect(fetchFile('expired')).rejects.toMatchObject({ kind: 'not_found' })
  })
})
