import { expect, test } from 'vitest'
import { learnAnchors, lineEnd, readBetween } from './mail-rule-anchors.ts'

const sample = `Здравствуйте!
Заказ №1204 от 12.03.2026
Отправитель: Иван Петров, тел. +7 900 111-22-33
Он написал:
Когда привезут
кофе? Жду с утра.
-- 
Робот магазина`

function mark(piece: string, text = sample) {
  const start = text.indexOf(piece)
  return learnAnchors(text, start, start + piece.length)
}

test.each([['Иван Петров'], ['+7 900 111-22-33'], ['Когда привезут\nкофе? Жду с утра.'], ['Здравствуйте!']])(
  'a marked piece is found again: %s',
  (piece) => {
    expect(readBetween(sample, mark(piece))).toBe(piece)
  },
)

test('another letter with other numbers, spaces, capitals and wrapping gives its own pieces', () => {
  const other = `Здравствуйте!\r\nЗаказ   №9 от 1.4.2027\r\nОТПРАВИТЕЛЬ:\u00a0Анна-Мария Кац, тел. 8 (812) 000\r\nОн\r\nнаписал: Верните деньги\r\n--\r\nРобот магазина`
  expect(readBetween(other, mark('Иван Петров'))).toBe('Анна-Мария Кац')
  expect(readBetween(other, mark('+7 900 111-22-33'))).toBe('8 (812) 000')
  expect(readBetween(other, mark('Когда привезут\nкофе? Жду с утра.'))).toBe('Верните деньги')
})

test('the end of a line ends a piece that stood at the end of a line', () => {
  expect(mark('+7 900 111-22-33').after).toBe(lineEnd)
})

test('numbers beside the piece may differ', () => {
  const anchors = mark('Ольга', 'Клиент 15 Ольга купила 3 пачки')
  expect(readBetween('Клиент 2048 Пётр купила 12 пачек', anchors)).toBe('Пётр')
})

test('nothing is found where the words around are missing', () => {
  expect(readBetween('Совсем другое письмо', mark('Иван Петров'))).toBeNull()
  expect(readBetween('Отправитель:', mark('Иван Петров'))).toBeNull()
})

test('an anchor is a whole word', () => {
  expect(readBetween('скот продан; от Анны конец', { before: 'от', after: 'конец' })).toBe('Анны')
})

test('a long hostile letter is read quickly', () => {
  const long = 'от '.repeat(60_000)
  expect(readBetween(long, { before: 'от от от нет', after: 'x' })).toBeNull()
})
