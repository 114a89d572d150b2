import { describe, expect, test } from 'vitest'
import { cleanLink, findLinks, listUtm, unwrapLink } from './links.ts'

describe('unwrapLink', () => {
  const cases: [string, string][] = [
    [
      'https://sender.yandex.net/l/1/2/*https://yandex.ru/maps/org/1/reviews',
      'https://yandex.ru/maps/org/1/reviews',
    ],
    [
      'https://www.facebook.com/nd/?permalink.php&story_fbid=1&id=2',
      'https://www.facebook.com/permalink.php?story_fbid=1&id=2',
    ],
    ['https://www.facebook.com/n/?anna.example', 'https://www.facebook.com/anna.example'],
    ['https://l.facebook.com/l.php?u=https%3A%2F%2Fshop.example%2Fa&h=AT0', 'https://shop.example/a'],
    ['https://vk.com/away.php?to=https%3A%2F%2Fshop.example%2Fb&cc_key=', 'https://shop.example/b'],
    ['https://www.google.com/url?q=https://shop.example/c&sa=D', 'https://shop.example/c'],
    ['https://www.youtube.com/attribution_link?u=%2Fwatch%3Fv%3Dabc', 'https://www.youtube.com/watch?v=abc'],
    ['https://sender.2gis.com/r/A1/*https://2gis.ru/firm/70', 'https://2gis.ru/firm/70'],
    ['https://sender.2gis.com/r/A1', 'https://sender.2gis.com/r/A1'],
    ['https://shop.example/*https://evil.example/', 'https://shop.example/*https://evil.example/'],
    ['not a link', 'not a link'],
  ]
  test.each(cases)('%s', (wrapped, target) => expect(unwrapLink(wrapped)).toBe(target))

  test('goes no deeper than three wrappings', () => {
    const wrap = (inner: string) => `https://vk.com/away.php?to=${encodeURIComponent(inner)}`
    const three = wrap(wrap(wrap('https://shop.example/')))
    expect(unwrapLink(three)).toBe('https://shop.example/')
    expect(unwrapLink(wrap(three))).toContain('away.php')
  })
})

describe('cleanLink', () => {
  test('drops what identifies the recipient and keeps what names the object', () => {
    const tracked =
      'https://www.facebook.com/nd/?permalink.php&story_fbid=1&id=2&comment_id=3&aref=4&medium=email&mid=5&bcode=6&n_m=a%40b.example&lloc=image'
    expect(cleanLink(tracked)).toBe('https://www.facebook.com/permalink.php?story_fbid=1&id=2&comment_id=3')
    expect(cleanLink('https://vk.com/wall-1_2?reply=3&from_email=1&utm_source=mail')).toBe(
      'https://vk.com/wall-1_2?reply=3',
    )
    expect(cleanLink('https://www.youtube.com/watch?v=a&lc=b&feature=em-comments')).toBe(
      'https://www.youtube.com/watch?v=a&lc=b',
    )
  })

  test('leaves foreign parameters of the same name alone', () => {
    expect(cleanLink('https://shop.example/item?mid=5&ref=a')).toBe('https://shop.example/item?mid=5&ref=a')
  })

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'mailto:a@b.example',
    'https://user:pass@vk.com/',
    '//vk.com/x',
    '',
  ])('refuses %s', (href) => expect(cleanLink(href)).toBeNull())

  test('refuses a bad target inside a tracker', () => {
    expect(cleanLink('https://vk.com/away.php?to=javascript%3Aalert(1)')).toBeNull()
  })
})

test('findLinks leaves the punctuation of the sentence', () => {
  expect(findLinks('Смотрите https://shop.example/a, и (https://shop.example/b).')).toEqual([
    'https://shop.example/a',
    'https://shop.example/b',
  ])
})

test('listUtm keeps the campaign in order', () => {
  expect(listUtm('https://shop.example/?utm_source=vk&x=1&utm_campaign=%D0%B7')).toEqual([
    { name: 'utm_source', value: 'vk' },
    { name: 'utm_campaign', value: 'з' },
  ])
})
