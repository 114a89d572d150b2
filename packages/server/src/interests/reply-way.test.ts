import { expect, test } from 'vitest'
import { replyWay } from './reply-way.ts'

const author = { network: 'vk', photoUrl: null, profileUrl: null, email: null, phone: null }
const card = {
  replyTarget: null,
  sourceUrl: 'https://vk.com/wall-1_2?reply=3',
  action: 'comment',
  author,
  channelId: 'c',
  processedAt: null,
}
const mail = {
  kind: 'mail' as const,
  to: 'olga+shop@example.test',
  toName: null,
  subject: 'Re',
  inReplyTo: null,
  references: [],
}
const comment = { kind: 'comment' as const, objectId: '1', parentId: null }
const letterBox = { channelKind: 'email', mailbox: true }
const silent = { ...card, sourceUrl: null }

test.each([
  [
    'a letter where a mailbox is connected',
    { ...card, replyTarget: mail },
    letterBox,
    { way: 'letter', here: true, url: 'mailto:olga%2Bshop@example.test' },
  ],
  [
    'a letter without a mailbox',
    { ...card, replyTarget: mail },
    { channelKind: 'api', mailbox: false },
    { way: 'letter', here: false },
  ],
  [
    'a comment its own channel can write',
    { ...card, replyTarget: comment },
    { channelKind: 'sandbox', mailbox: false },
    { way: 'comment', here: true },
  ],
  [
    'a comment told of by letter',
    { ...card, replyTarget: comment },
    letterBox,
    { way: 'comment', here: false, url: card.sourceUrl },
  ],
  [
    'a dialog',
    { ...card, replyTarget: { kind: 'dialog' as const, chatId: '1' } },
    { channelKind: 'sandbox', mailbox: false },
    { way: 'message', here: true },
  ],
  [
    'a call',
    { ...silent, replyTarget: { kind: 'call' as const, phone: '8 (916) 123-45-67' } },
    letterBox,
    { way: 'call', here: false, url: 'tel:89161234567' },
  ],
  [
    'a like with a link',
    { ...card, action: 'like' },
    letterBox,
    { way: 'source', here: false, url: card.sourceUrl },
  ],
  [
    'a form that left an address',
    { ...silent, author: { ...author, email: 'a@b.ru' } },
    letterBox,
    { way: 'letter', here: false, url: 'mailto:a@b.ru' },
  ],
  ['nothing to answer to', silent, letterBox, { way: 'none', enabled: false, url: null }],
])('Reply for %s', (_, facts, room, expected) => {
  expect(replyWay(facts, room)).toMatchObject(expected)
})

test('Reply is grey once the card is processed', () => {
  expect(replyWay(card, letterBox).enabled).toBe(true)
  expect(replyWay({ ...card, processedAt: new Date() }, letterBox).enabled).toBe(false)
})
