import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contextOf, fixturePath, listFixtures, listFolders, readFixtureLetter } from './fixture-letter.ts'
import type { FixtureSetting } from './fixture-letter.ts'
import { isKnownSender, recogniseLetter } from './recogniser.ts'
import type { RecogniseContext } from './recogniser.ts'
import { recognisers } from './registry.ts'
import type { Letter } from '../letter.ts'

const networks = [
  'vk',
  'ok',
  'facebook',
  'instagram',
  'x',
  'youtube',
  'avito',
  'yandex-business',
  '2gis',
] as const
const expectedOrder = [
  ...networks,
  'tilda',
  'contact-form-7',
  'bitrix-form',
  'wordpress',
  'generic-form',
  'generic-notification',
  'person',
]

interface Expected {
  letter: FixtureSetting
  recogniser: string
  inbound: { warnings: string[] }
}

function readExpected(folder: string, name: string): Expected {
  return JSON.parse(readFileSync(fixturePath(folder, `${name}.json`), 'utf8')) as Expected
}

/** The result as the `.json` files hold it: dates as text, attachments by name. */
function asWritten(letter: Letter, context: RecogniseContext): unknown {
  const { recogniser, reason, inbound } = recogniseLetter(letter, context)
  const attachments = inbound.attachments.map((file) => file.name)
  const result = {
    isKnownSender: isKnownSender(letter),
    recogniser,
    reason,
    inbound: { ...inbound, attachments },
  }
  return JSON.parse(JSON.stringify(result))
}

describe('registry', () => {
  test('holds every folder once, in the stated order', () => {
    expect(recognisers.map((one) => one.id)).toEqual(expectedOrder)
    expect(listFolders().toSorted()).toEqual(expectedOrder.toSorted())
  })

  test.each(listFolders())('%s exports the recogniser the registry holds', async (folder) => {
    const module = (await import(join(import.meta.dirname, folder, 'recogniser.ts'))) as Record<
      string,
      unknown
    >
    const exported = Object.values(module).filter((value) => typeof value === 'object')
    expect(exported).toEqual([recognisers.find((one) => one.id === folder)])
  })

  test.each(recognisers)('$id says its version and the day of its layout', (one) => {
    expect(one.version).toBeGreaterThan(0)
    expect(one.date).toMatch(/^20\d\d-\d\d-\d\d$/)
    expect(one.name.ru).not.toBe('')
    expect(one.kinds !== undefined || one.extract !== undefined).toBe(true)
  })

  test.each(recognisers)('$id keeps no state between letters in its expressions', (one) => {
    const kinds = one.kinds ?? []
    const patterns = [
      ...one.senders,
      ...(one.stops ?? []),
      ...(one.buttons ?? []),
      ...(one.skips ?? []),
      ...kinds.flatMap((kind) => kind.headlines),
    ]
    expect(patterns.filter((pattern) => pattern.global || pattern.sticky)).toEqual([])
  })

  test.each(networks)('%s has letters of its own and a forged one', (folder) => {
    const all = listFixtures(folder).map((name) => readExpected(folder, name))
    expect(all.some((one) => one.recogniser === folder)).toBe(true)
    expect(all.some((one) => one.recogniser === 'plain')).toBe(true)
  })
})

describe.each(listFolders())('%s', (folder) => {
  const names = listFixtures(folder)

  test('has a result for every letter and a letter for every result', () => {
    expect(names.length).toBeGreaterThan(0)
    const files = readdirSync(fixturePath(folder, '.'))
    expect(files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -5))).toEqual(names)
    expect(names.every((name) => existsSync(fixturePath(folder, `${name}.json`)))).toBe(true)
  })

  test.each(names)('reads %s', async (name) => {
    const { letter: setting, ...expected } = readExpected(folder, name)
    const letter = await readFixtureLetter(folder, name, setting)
    expect(asWritten(letter, contextOf(setting))).toEqual(expected)
  })
})
