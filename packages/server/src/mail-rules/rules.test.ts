import { describe, expect, test } from 'vitest'
import { conditionHolds, matchesWildcard, type RuleLetter } from './conditions.ts'
import { labelledValue } from './extract.ts'

const letter: RuleLetter = {
  from: { address: 'robot@site.example', name: 'Робот Ёлка' },
  to: [{ address: 'shop@polden.example', name: null }],
  cc: [],
  subject: 'Новый  отзыв №12',
  text: 'Автор: Анна\nОценка: 5 из 5',
}

test.each([
  ['from', 'endsWith', '@SITE.example', true],
  ['from', 'equals', 'robot', false],
  ['fromName', 'contains', 'елка', true],
  ['to', 'startsWith', 'shop@', true],
  ['subject', 'contains', 'новый отзыв', true],
  ['subject', 'notContains', 'отзыв', false],
  ['subject', 'notContains', 'заказ', true],
  ['body', 'wildcard', 'Оценка: * из 5', true],
  ['body', 'wildcard', 'Оценка: * из 4', false],
  ['anywhere', 'contains', 'анна', true],
  ['anywhere', 'notContains', 'анна', false],
] as const)('%s %s «%s» is %s', (field, op, value, expected) => {
  expect(conditionHolds({ field, op, value }, letter)).toBe(expected)
})

describe('a wildcard', () => {
  test('needs every piece in order and does not use a letter twice', () => {
    expect(matchesWildcard('абвг', 'а*г')).toBe(true)
    expect(matchesWildcard('аб', 'аб*б')).toBe(false)
    expect(matchesWildcard('абаб', '*б*б')).toBe(true)
    expect(matchesWildcard('абв', 'б*')).toBe(false)
    expect(matchesWildcard('', '*')).toBe(true)
  })

  test('of many stars stays quick on a long letter', () => {
    expect(matchesWildcard('а'.repeat(100_000), `${'*а'.repeat(100)}*б*`)).toBe(false)
  })
})

describe('a labelled line', () => {
  const lines = [
    'Имя*: Анна Ким',
    'Телефон —',
    '+7 900 000-00-00',
    'Сообщение:',
    'Когда привезут?',
    '',
    'Жду до 18:30, адрес https://polden.example',
    'Страница: https://polden.example/kenya',
  ]

  test('gives the value beside the label or on the next line', () => {
    expect(labelledValue(lines, 'имя', false)).toBe('Анна Ким')
    expect(labelledValue(lines, 'Страница:', false)).toBe('https://polden.example/kenya')
    expect(labelledValue(['Телефон', '+7 900'], 'Телефон', false)).toBe('+7 900')
  })

  test('gives many lines for words, until the next label', () => {
    expect(labelledValue(lines, 'Сообщение', true)).toBe(
      'Когда привезут?\n\nЖду до 18:30, адрес https://polden.example',
    )
  })

  test('is not a longer word that begins alike, and never another label’s value', () => {
    expect(labelledValue(['Имянинник: Пётр'], 'Имя', false)).toBeNull()
    expect(labelledValue(['Имя:', 'Телефон: 1'], 'Имя', false)).toBeNull()
  })
})
