/** Every letter in fixtures/letters against what is written beside it. A letter without its expectations fails. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readBounce } from './bounce.ts'
import { classifyLetter } from './classify.ts'
import { plainOptions } from './parse.fixtures.ts'
import { parseLetter } from './parse.ts'

const Expected = z.strictObject({
  outcome: z.string(),
  subject: z.string(),
  from: z.string(),
  fromName: z.string().nullable(),
  reply: z.string().optional(),
  attachments: z.array(z.string()),
  bounce: z.record(z.string(), z.string().nullable()).optional(),
})

const folder = new URL('./fixtures/letters/', import.meta.url)
const names = readdirSync(folder).filter((name) => name.endsWith('.eml'))

test('each letter has its expectations and each expectation its letter', () => {
  const described = readdirSync(folder).filter((name) => name.endsWith('.json'))
  expect(described.map((name) => name.replace('.json', '.eml')).toSorted()).toEqual(names.toSorted())
})

test.each(names)('%s', async (name) => {
  const expected = Expected.parse(
    JSON.parse(readFileSync(new URL(name.replace('.eml', '.json'), folder), 'utf8')),
  )
  const letter = await parseLetter(readFileSync(new URL(name, folder)), plainOptions)
  const context = { ownAddresses: ['shop@lavka.example'], instanceId: 'test', knownSender: () => false }
  expect({
    outcome: classifyLetter(letter, context).outcome,
    subject: letter.subject,
    from: letter.from?.address,
    fromName: letter.from?.name ?? null,
    attachments: letter.attachments.map((file) => file.name),
  }).toEqual({
    outcome: expected.outcome,
    subject: expected.subject,
    from: expected.from,
    fromName: expected.fromName,
    attachments: expected.attachments,
  })
  expect(letter.reply).toBe(expected.reply ?? letter.reply)
  expect(readBounce(letter) ?? {}).toMatchObject(expected.bounce ?? {})
  expect(letter.date?.toISOString()).toBe('2026-06-05T07:12:00.000Z')
})
