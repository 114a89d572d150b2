// The server speaks in codes, the web client turns them into words; a code without words is seen by people as it is.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from '../bootstrap/say.mjs'
import { listFiles } from './sources.ts'

const server = listFiles('packages/server/src/**/*.ts')
  .filter((file) => !/\.(test|fixtures)\.ts$|\/src\/(test|demo)\//.test(file))
  .map((file) => readFileSync(join(ROOT, file), 'utf8'))
  .join('\n')

it('has words for every action of the log', () => {
  const actions = [
    ...quotedAfter(/\baction: ([^,\n}]*)/g, /'([a-z_]+\.[a-z_]+)'/g),
    ...quoted(server, /'(account\.[a-z_]+)'/g),
  ]
  expect(actions.length).toBeGreaterThan(50)
  expect(withoutWords(actions, 'packages/web/src/words/actions.ts')).toEqual([])
})

it('has words for every kind of thing in the log', () => {
  const kinds = quoted(server, /\bobject(?::| =) \{ kind: '([a-z_]+)'/g)
  expect(kinds.length).toBeGreaterThan(10)
  expect(withoutWords(kinds, 'packages/web/src/audit/audit-words.ts')).toEqual([])
})

it('has words for every part of the program that acts by itself', () => {
  const names = quoted(server, /kind: 'system'(?: as const)?, name: '([^']+)'/g)
  expect(names.length).toBeGreaterThan(5)
  expect(withoutWords(names, 'packages/web/src/words/actors.ts')).toEqual([])
})

it('has words for every reason', () => {
  const codes = [
    ...quotedAfter(/\bcode(?::| =) ([^,\n}]*)/g, /(?:^|[?:] )'([a-z]+(?:_[a-z]+)*)'/g),
    ...quoted(server, /'(product_by_[a-z]+)'/g),
  ]
  // A recogniser brings its own words with it, in both languages.
  const own = new Set(['recognised_by_letter'])
  expect(codes.length).toBeGreaterThan(10)
  expect(
    withoutWords(
      codes.filter((code) => !own.has(code)),
      'packages/web/src/words/reasons.ts',
    ),
  ).toEqual([])
})

/** Codes in quotes inside each place of the server's sources; a place may hold a choice of two. */
function quotedAfter(place: RegExp, code: RegExp): string[] {
  return quoted(server, place).flatMap((expression) => quoted(expression, code))
}

function quoted(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found)
}

function withoutWords(codes: readonly string[], file: string): string[] {
  const known = new Set(quoted(readFileSync(join(ROOT, file), 'utf8'), /^\s+'?([\w. -]+?)'?: msg/gm))
  return [...new Set(codes)].filter((code) => !known.has(code)).toSorted()
}
