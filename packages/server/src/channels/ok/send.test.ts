import { describe, expect, it } from 'vitest'
import { groupId } from '../../test/fakes/ok-rest.ts'
import { chatId, useOk } from '../../test/fakes/use-ok.ts'
import { ChannelError, type OutboundAnswer } from '../channel.ts'
import { actOk } from './act.ts'
import { sendOk } from './send.ts'
import { verifyPush } from './verify.ts'

const desk = useOk()
const place = `${groupId}/GROUP_TOPIC/65123456789012`

const answer = (more: Partial<OutboundAnswer> = {}): OutboundAnswer => ({
  id: 'a1',
  text: '950 ₽',
  attachments: [],
  target: { kind: 'dialog', chatId },
  authorName: 'Оля',
  ...more,
})

async function kindOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof ChannelError) return error.kind
    throw error
  }
}

describe('an answer', () => {
  it('goes to the dialog and quotes', async () => {
    const sent = await sendOk(answer({ replyToId: 'mid:C1.1' }), desk().settings, desk().io)
    expect(sent.externalId).toMatch(/^mid:own/)
    expect(desk().fake.calls.at(-1)?.body).toEqual({
      recipient: { chat_id: chatId },
      message: { text: '950 ₽', reply_to: 'mid:C1.1' },
    })
  })

  it('stands under the comment in the name of the group', async () => {
    const target = { kind: 'comment' as const, objectId: place, parentId: 'MTYx' }
    const sent = await sendOk(answer({ target }), desk().settings, desk().io)
    expect(sent).toEqual({
      externalId: 'GROUP_TOPIC:65123456789012:own1',
      url: `https://ok.ru/group/${groupId}/topic/65123456789012`,
    })
    expect(desk().topic.comments.at(-1)).toMatchObject({ author_id: groupId, reply_to_comment_id: 'MTYx' })
    const act = { target, externalId: sent.externalId }
    await actOk({ kind: 'edit', text: '900 ₽', ...act }, desk().settings, desk().io)
    expect(desk().topic.comments.at(-1)?.text).toBe('900 ₽')
    await actOk({ kind: 'remove', ...act }, desk().settings, desk().io)
    await actOk({ kind: 'remove', ...act }, desk().settings, desk().io)
    expect(desk().topic.comments.at(-1)?.type).toBe('REMOVED_MESSAGE')
  })

  it('that a person does not take is told though OK answers 200', async () => {
    desk().fake.closedChats.add(chatId)
    expect(await kindOf(sendOk(answer(), desk().settings, desk().io))).toBe('unreachable_user')
  })

  it('cut off in the middle has an unknown end, and is not sent twice', async () => {
    desk().fake.fail(`me/messages/${chatId}`, 'break')
    expect(await kindOf(sendOk(answer(), desk().settings, desk().io))).toBe('unknown_outcome')
    desk().fake.fail(`me/messages/${chatId}`, 'html')
    expect(await kindOf(sendOk(answer(), desk().settings, desk().io))).toBe('unknown_outcome')
    desk().fake.fail(`me/messages/${chatId}`, 8)
    expect(await kindOf(sendOk(answer(), desk().settings, desk().io))).toBe('retry')
  })

  it('under a comment takes no files, and without keys goes nowhere', async () => {
    const file = { name: 'a.txt', mime: 'text/plain', content: new Uint8Array([1]) }
    const target = { kind: 'comment' as const, objectId: place, parentId: null }
    const refused = sendOk(answer({ target, attachments: [file] }), desk().settings, desk().io)
    expect(await kindOf(refused)).toBe('rejected_content')
    const messagesOnly = desk().settingsWith({ accessToken: '' })
    expect(await kindOf(sendOk(answer({ target }), messagesOnly, desk().io))).toBe('forbidden')
    expect(desk().fake.calls).toEqual([])
  })

  it('takes a picture and a file along, each by its own road', async () => {
    const attachments = [
      { name: 'цена.png', mime: 'image/png', content: Buffer.from('PNG') },
      { name: 'a"b.pdf', mime: 'application/pdf', content: Buffer.from('PDF') },
    ]
    await sendOk(answer({ attachments }), desk().settings, desk().io)
    const sent = desk().fake.calls.at(-1)?.body as { message: { attachments: { type: string }[] } }
    expect(sent.message.attachments.map(({ type }) => type)).toEqual(['IMAGE', 'FILE'])
    const [picture, file] = [...desk().fake.files.values()]
    expect(picture).toMatchObject({ type: 'IMAGE', text: expect.stringContaining('цена.png') as string })
    expect(file?.text).toMatch(/filename="a_b\.pdf"\r\nContent-Type: application\/pdf\r\n\r\nPDF\r\n/)
  })

  it('whose files did not come is not sent, and may be tried again', async () => {
    const attachments = [{ name: 'a.mp4', mime: 'video/mp4', content: Buffer.from('MP4') }]
    desk().fake.fail('upload', 'html')
    expect(await kindOf(sendOk(answer({ attachments }), desk().settings, desk().io))).toBe('retry')
    desk().fake.fail('upload', 403)
    expect(await kindOf(sendOk(answer({ attachments }), desk().settings, desk().io))).toBe('rejected_content')
    expect(desk().fake.calls.map(({ name }) => name)).toEqual(['me/fileUploadUrl', 'me/fileUploadUrl'])
  })

  it('that OK does not name is found in the dialog, so that it is no colleague’s', async () => {
    desk().fake.namesMessages = false
    const sent = await sendOk(answer(), desk().settings, desk().io)
    expect(sent.externalId).toBe(desk().fake.chats.get(chatId)?.[0]?.mid)
    expect(sent.externalId).toMatch(/^mid:own/)
  })

  it('that is too long, empty or has too many files never leaves', async () => {
    const file = { name: 'a.txt', mime: 'text/plain', content: new Uint8Array([1]) }
    for (const more of [
      { text: 'ы'.repeat(4001) },
      { text: '' },
      { attachments: Array.from({ length: 6 }, () => file) },
    ])
      expect(await kindOf(sendOk(answer(more), desk().settings, desk().io))).toBe('rejected_content')
    expect(desk().fake.calls).toEqual([])
  })
})

describe('an act', () => {
  it('shows typing and reading', async () => {
    const target = { kind: 'dialog' as const, chatId }
    await actOk({ kind: 'typing', target }, desk().settings, desk().io)
    await actOk({ kind: 'mark_read', target, externalId: 'mid:C1.1' }, desk().settings, desk().io)
    expect(desk().fake.calls.map(({ body }) => body['sender_action'])).toEqual(['typing_on', 'mark_seen'])
  })

  it('that OK gives to nobody is refused in words', async () => {
    const target = { kind: 'comment' as const, objectId: place, parentId: null }
    expect(await kindOf(actOk({ kind: 'hide', target, externalId: 'x' }, desk().settings, desk().io))).toBe(
      'forbidden',
    )
  })
})

describe('the door', () => {
  it('is open to everybody who knows the address, or to OK’s own networks alone', () => {
    const strict = desk().settingsWith({ checkSource: true })
    const verdict = (ip: string | null, settings = strict) => verifyPush({ ip }, settings).kind
    expect(verdict('203.0.113.7', desk().settings)).toBe('accept')
    expect(verdict('217.20.145.200')).toBe('accept')
    expect(verdict('::ffff:217.20.151.161')).toBe('accept')
    expect(verdict('217.20.145.208')).toBe('refuse')
    expect(verdict('2001:db8::1')).toBe('refuse')
    expect(verdict(null)).toBe('refuse')
  })
})
