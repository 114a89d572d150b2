import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { normaliseCharset } from './charset-names.ts'
import { detectCyrillic, repairCyrillic } from './cyrillic.ts'
import { repairMojibake } from './mojibake.ts'
import { normaliseSubject, subjectKey } from './subject.ts'

const lines = [
  'Здравствуйте! Подскажите, пожалуйста, когда привезут мой заказ?',
  'Ёжик купил чай и остался очень доволен',
  'СРОЧНО! Нужен счёт на оплату',
  'сколько стоит доставка до Казани',
  'Отзыв: вкус отличный, упаковка помялась (5 из 10)',
  'Анна Петрова',
  'Заявка с сайта',
  'Перезвоните мне после 18:00, тел. +7 900 000-00-00',
  'ООО «Ромашка» — закупка бумаги',
  'Цена 1 500 руб. за пачку; есть ли скидка?',
  'Не работает личный кабинет!!!',
  'Почему до сих пор нет ответа',
]
const charsets = ['windows-1251', 'koi8-r', 'cp866', 'iso-8859-5', 'maccyrillic']

describe('detectCyrillic', () => {
  test.each(charsets)('knows %s from one line', (charset) => {
    const wrong = lines.filter((line) => {
      const bytes = iconv.encode(line, charset)
      return iconv.decode(bytes, detectCyrillic(bytes).charset) !== iconv.decode(bytes, charset)
    })
    expect(wrong).toEqual([])
  })

  test('UTF-8 and ASCII are what they are', () => {
    expect(detectCyrillic(Buffer.from('Привет')).charset).toBe('utf-8')
    expect(detectCyrillic(Buffer.from('hello'))).toEqual({ charset: 'utf-8', confidence: 0 })
  })

  test('Western accents are not taken for Russian', () => {
    for (const line of [
      'Café crème à la carte',
      'Grüße aus Köln, schöne Straße',
      'mañana por la tarde',
      'résumé',
    ]) {
      expect(repairCyrillic(iconv.encode(line, 'windows-1252'), null).text).toBe(line)
    }
  })
})

describe('repairCyrillic', () => {
  test('a true declaration is obeyed', () => {
    for (const charset of charsets) {
      for (const line of lines) {
        const bytes = iconv.encode(line, charset)
        expect(repairCyrillic(bytes, charset).text).toBe(iconv.decode(bytes, charset))
      }
    }
  })

  test.each(['us-ascii', 'utf-8', 'iso-8859-1', 'x-unknown', '', null])(
    'an untrue declaration %s is not',
    (declared) => {
      for (const charset of charsets) {
        const bytes = iconv.encode(lines[0] ?? '', charset)
        const repaired = repairCyrillic(bytes, declared)
        expect(repaired.text).toBe(lines[0])
        expect(repaired.repaired).toBe(true)
      }
    },
  )

  test('KOI8 sent under the name of 1251, and UTF-8 under any', () => {
    expect(repairCyrillic(iconv.encode(lines[0] ?? '', 'koi8-r'), 'windows-1251').text).toBe(lines[0])
    expect(repairCyrillic(Buffer.from('Да, жду'), 'windows-1251').text).toBe('Да, жду')
    expect(repairCyrillic(Buffer.from('Да, жду'), 'koi8-r').text).toBe('Да, жду')
  })

  test('Ukrainian and Kazakh survive their declarations', () => {
    expect(repairCyrillic(iconv.encode('Її ім’я — Євгенія, ґанок', 'windows-1251'), 'cp1251').text).toBe(
      'Її ім’я — Євгенія, ґанок',
    )
    expect(repairCyrillic(iconv.encode('Қазақша хат, жақсы', 'rk1048'), 'rk1048').text).toBe(
      'Қазақша хат, жақсы',
    )
    expect(repairCyrillic(iconv.encode('東京', 'shift_jis'), 'shift_jis').text).toBe('東京')
  })

  test('UTF-8 cut inside a character stays UTF-8', () => {
    const whole = Buffer.from('Подскажите, пожалуйста, когда привезут мой заказ')
    expect(repairCyrillic(whole.subarray(0, whole.length - 1), 'utf-8').text).toMatch(
      /^Подскажите, пожалуйста, когда привезут мой зака\ufffd$/,
    )
  })
})

describe('repairMojibake', () => {
  const wrongWays: [string, (text: string) => string][] = [
    ['UTF-8 read as Latin-1', (text) => Buffer.from(text).toString('latin1')],
    ['UTF-8 read as 1252', (text) => new TextDecoder('windows-1252').decode(Buffer.from(text))],
    ['UTF-8 read as KOI8', (text) => iconv.decode(Buffer.from(text), 'koi8-r')],
    ['1251 read as Latin-1', (text) => iconv.decode(iconv.encode(text, 'windows-1251'), 'latin1')],
    ['KOI8 read as Latin-1', (text) => iconv.decode(iconv.encode(text, 'koi8-r'), 'latin1')],
    ['twice', (text) => Buffer.from(Buffer.from(text).toString('latin1')).toString('latin1')],
  ]
  test.each(wrongWays)('%s', (_name, spoil) => {
    const cyrillic = lines.filter((line) => !line.includes('ООО'))
    expect(cyrillic.map((line) => repairMojibake(spoil(line)))).toEqual(cyrillic)
  })

  test('UTF-8 read as 1251, where the lost byte of «И» does not occur', () => {
    expect(repairMojibake(iconv.decode(Buffer.from('Привет, как дела?'), 'windows-1251'))).toBe(
      'Привет, как дела?',
    )
  })

  test('characters lost on the way stay lost, the rest is read', () => {
    const spoilt = iconv.decode(Buffer.from('Подскажите цену'), 'windows-1252')
    expect(repairMojibake(spoilt)).toMatch(/^Под.{1,2}кажите цену$/)
  })

  test('words often seen', () => {
    expect(repairMojibake('Ïðèâåò')).toBe('Привет')
    expect(repairMojibake('ÐŸÑ€Ð¸')).toBe('При')
  })

  test('sound text is left alone', () => {
    const sound = [
      ...lines,
      'Grüße aus Köln',
      'façade à côté',
      'ÄÖÜ',
      'Œuvre',
      'Қазақстан',
      'РС-1',
      'ПРОСРОЧКА',
      '日本語',
      'naïve café',
    ]
    expect(sound.map(repairMojibake)).toEqual(sound)
  })

  test('a broken line between sound ones', () => {
    const broken = `Добрый день\n${Buffer.from('Когда доставка?').toString('latin1')}\nАнна`
    expect(repairMojibake(broken)).toBe('Добрый день\nКогда доставка?\nАнна')
  })
})

test('charset names as letters write them', () => {
  const names: [string, string | null][] = [
    ['win-1251', 'windows-1251'],
    ['cp1251', 'windows-1251'],
    ['CP-1251', 'windows-1251'],
    ['x-cp1251', 'windows-1251'],
    ['WINDOWS1251', 'windows-1251'],
    ['"windows-1251";', 'windows-1251'],
    ['1251', 'windows-1251'],
    ['koi8r', 'koi8-r'],
    ['KOI8_R', 'koi8-r'],
    ['utf8', 'utf-8'],
    ['UTF-8;', 'utf-8'],
    ['unicode-1-1-utf-7', 'utf-7'],
    ['x-mac-cyrillic', 'maccyrillic'],
    ['iso8859-5', 'iso-8859-5'],
    ['x-unknown', null],
    ['unknown-8bit', null],
    ['', null],
    ['no such charset', null],
  ]
  for (const [label, name] of names) expect([label, normaliseCharset(label)]).toEqual([label, name])
})

test('subjects without their prefixes', () => {
  for (const subject of [
    'Re: Заказ',
    'RE[2]: Fwd: Заказ',
    'Отв: Re: Заказ',
    'Ответ: Заказ',
    'НА: Заказ',
    'Пересл: FW: Заказ',
    'Re^3: Заказ',
    'Re:Заказ',
    '  Заказ ',
    '[External] Re: Заказ',
  ]) {
    expect(normaliseSubject(subject)).toBe('Заказ')
  }
  expect(normaliseSubject('Реклама: чай')).toBe('Реклама: чай')
  expect(normaliseSubject('На складе: чай')).toBe('На складе: чай')
  expect(subjectKey('Re: ЕЩЁ чай')).toBe('еще чай')
})
