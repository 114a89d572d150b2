import { describe, expect, test } from 'vitest'
import { readZonedDate } from './dates.ts'
import { meaningOf, readDetails, readFields } from './labelled.ts'
import { findEmail, normalisePhone, unquote } from './people.ts'

describe('normalisePhone', () => {
  const cases: [string, string | null][] = [
    ['8 (917) 000-11-22', '+79170001122'],
    ['+7 917 000 11 22', '+79170001122'],
    ['79170001122', '+79170001122'],
    ['9170001122', '+79170001122'],
    ['+372 5000 0001', '+37250000001'],
    ['+7 (843) 000-00-01 доб. 12', '+78430000001'],
    ['8 701 000 00 11', '+77010000011'],
    ['12345', null],
    ['заказ 1042', null],
    ['', null],
  ]
  test.each(cases)('%s', (written, expected) => expect(normalisePhone(written)).toBe(expected))
})

describe('meaningOf', () => {
  const cases: [string, string | null][] = [
    ['Ваше имя *', 'name'],
    ['ФИО', 'name'],
    ['Как к вам обращаться', 'name'],
    ['Аты-жөні', 'name'],
    ['Фамилия', 'surname'],
    ['Номер телефона', 'phone'],
    ['Телефоныңыз', 'phone'],
    ['Your phone', 'phone'],
    ['E-mail автора', 'email'],
    ['Электронная почта', 'email'],
    ['Текст сообщения', 'message'],
    ['Ваш вопрос', 'message'],
    ['Хабарлама', 'message'],
    ['Комментарий к заказу', 'message'],
    ['Товар', 'product'],
    ['Страница', 'page'],
    ['Любимый цвет', null],
  ]
  test.each(cases)('%s', (label, expected) => expect(meaningOf(label)).toBe(expected))
})

describe('readFields', () => {
  test('keeps order, unknown labels and lines of one value', () => {
    const fields = readFields([
      'Имя: Анна',
      'Город: Пермь',
      'Сообщение: Первая строка',
      'вторая: с двоеточием',
      '',
      'Телефон: 8 917 000 11 22',
    ])
    expect(fields).toEqual([
      { name: 'Имя', value: 'Анна' },
      { name: 'Город', value: 'Пермь' },
      { name: 'Сообщение', value: 'Первая строка\nвторая: с двоеточием' },
      { name: 'Телефон', value: '8 917 000 11 22' },
    ])
  })

  test('does not take an address or a time for a label', () => {
    expect(readFields(['Сообщение: смотрите', 'https://shop.example/a', '12:30 удобно'])).toEqual([
      { name: 'Сообщение', value: 'смотрите\nhttps://shop.example/a\n12:30 удобно' },
    ])
  })
})

test('readDetails joins name and surname and finds the page', () => {
  const fields = readFields([
    'Имя: Анна',
    'Фамилия: Петрова',
    'E-mail: ANNA@Mail.Example',
    'Страница: Каталог (https://shop.example/cat)',
  ])
  expect(readDetails(fields)).toMatchObject({
    name: 'Анна Петрова',
    email: 'anna@mail.example',
    phone: null,
    message: null,
    page: 'https://shop.example/cat',
  })
})

test('findEmail and unquote', () => {
  expect(findEmail('Иван [ivan@mail.example]')).toBe('ivan@mail.example')
  expect(findEmail('нет')).toBeNull()
  expect(unquote('«Отличный кофе»')).toBe('Отличный кофе')
  expect(unquote('«Север» и «Юг»')).toBe('«Север» и «Юг»')
  expect(unquote('"a" and "b"')).toBe('"a" and "b"')
})

describe('readZonedDate', () => {
  const cases: [string, string | null][] = [
    ['20.11.2026 12:15 МСК', '2026-11-20T09:15:00.000Z'],
    ['20.11.2026, 12:15:30 (UTC+5)', '2026-11-20T07:15:30.000Z'],
    ['2026-11-20T12:15:00+03:00', '2026-11-20T09:15:00.000Z'],
    ['20.11.2026 12:15', null],
    ['вчера', null],
  ]
  test.each(cases)('%s', (written, expected) =>
    expect(readZonedDate(written)?.toISOString() ?? null).toBe(expected),
  )
})
