import { describe, expect, test } from 'vitest'
import { occurredAtOf } from './dates.ts'
import { contextOf, readFixtureLetter, receivedAt } from './fixture-letter.ts'
import { recogniseLetter } from './recogniser.ts'
import { answerSubject, replyToLetter } from './reply.ts'

const setting = { trust: 'none' }
const hour = 60 * 60 * 1000

describe('replyToLetter', () => {
  test('keeps the root and the newest links of a long thread', async () => {
    const letter = await readFixtureLetter('person', 'plain', setting)
    const references = Array.from({ length: 40 }, (_, index) => `m${index}@mail.example`)
    const target = replyToLetter({ ...letter, references })
    if (target?.kind !== 'mail') throw new Error('a letter is answered by mail')
    expect(target.references).toHaveLength(20)
    expect(target.references[0]).toBe('m0@mail.example')
    expect(target.references.slice(-2)).toEqual(['m39@mail.example', letter.messageId])
    expect(target.inReplyTo).toBe(letter.messageId)
  })

  test('makes a chain of In-Reply-To where References is missing', async () => {
    const letter = await readFixtureLetter('person', 'plain', setting)
    const target = replyToLetter({ ...letter, inReplyTo: 'first@mail.example' })
    expect(target).toMatchObject({ references: ['first@mail.example', letter.messageId] })
  })

  test('names nobody when nobody wrote', async () => {
    const letter = await readFixtureLetter('person', 'plain', setting)
    expect(replyToLetter({ ...letter, from: null, replyTo: [] })).toBeNull()
  })
})

test.each([
  ['Вопрос', 'Re: Вопрос'],
  ['Re: Вопрос', 'Re: Вопрос'],
  ['RE[2]: Вопрос', 'RE[2]: Вопрос'],
  ['Отв: Вопрос', 'Отв: Вопрос'],
  ['Две\r\nBcc: x@evil.example', 'Re: Две Bcc: x@evil.example'],
  ['', 'Re:'],
])('answerSubject of %j', (subject, expected) => expect(answerSubject(subject)).toBe(expected))

describe('occurredAtOf', () => {
  test.each([
    [1, true],
    [-47, true],
    [49, false],
    [-49, false],
    [-24 * 400, false],
  ])('a sender date %i hours from arrival is taken: %s', async (hours, taken) => {
    const date = new Date(receivedAt.getTime() + hours * hour)
    const letter = await readFixtureLetter('person', 'plain', setting)
    const { occurredAt } = recogniseLetter({ ...letter, date }, contextOf(setting)).inbound
    expect(occurredAt).toEqual(taken ? date : receivedAt)
  })

  test('a written date in the far future is not believed', async () => {
    const letter = await readFixtureLetter('person', 'plain', setting)
    const absurd = new Date(receivedAt.getTime() + 100 * hour)
    expect(occurredAtOf(letter, receivedAt, absurd)).toEqual(letter.date)
  })
})
