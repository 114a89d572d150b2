import { expect, test } from 'vitest'
import { findBadRows, findBrokenLinks, findForeignPaths, findTwinDifferences } from './docs-rules.ts'

const exists = (path: string): boolean => ['README.md', 'docs/a.md'].includes(path)

test('a link must lead to a file or to a heading of the page', () => {
  const text =
    '# Как начать\n[a](a.md) [b](../README.md#x) [c](#как-начать) [d](https://example.org/x) `[e](no.md)`'
  expect(findBrokenLinks('docs/b.md', text, exists)).toEqual([])
  expect(findBrokenLinks('docs/b.md', '[a](b/a.md) ![](../no.png) [h](#none)', exists)).toHaveLength(3)
})

test('the two front pages keep the same outline, commands and pictures', () => {
  const english = '# Otklik\n![x](a.png)\n```sh\nnpm start  # go\n```\n## Data\n'
  const russian = '# Отклик\n![х](a.png)\n```sh\nnpm start  # вперёд\n```\n## Данные\n'
  expect(findTwinDifferences(english, russian)).toEqual([])
  expect(findTwinDifferences(english, russian.replace('npm start', 'npm test'))).toHaveLength(1)
  expect(findTwinDifferences(english, russian.replace('## ', '### '))).toHaveLength(1)
  expect(findTwinDifferences(english, russian.replace('a.png', 'b.png'))).toHaveLength(1)
})

test('a row of the requirements has its number once and no empty cell', () => {
  expect(findBadRows('| R001 | a test | `npm test` |')).toEqual([])
  expect(findBadRows('| R001 | a | b |\n| R001 | a | b |')).toHaveLength(1)
  expect(findBadRows('| R01 | a | b |')).toHaveLength(1)
  expect(findBadRows('| R001 |  | b |')).toHaveLength(1)
  expect(findBadRows('')).toHaveLength(1)
})

test('paths of one machine are found, those of every machine are not', () => {
  const home = ['', 'root', 'project'].join('/')
  expect(findForeignPaths('a.md', `see ${home} and`)).toHaveLength(1)
  expect(findForeignPaths('a.md', 'see /var/lib/otklik and https://example.org/work/x and ./root/a')).toEqual(
    [],
  )
})
