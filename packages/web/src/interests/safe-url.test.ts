import { expect, it } from 'vitest'
import { safeUrl } from './safe-url.ts'

it.each(['https://vk.com/wall-1_2', 'http://a.ru', 'mailto:a@b.ru', 'tel:+7912', '/api/v1/files/1'])(
  'lets %s be a link',
  (url) => {
    expect(safeUrl(url)).toBe(url)
  },
)

it.each([
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,x',
  '//evil.ru',
  'vk.com',
  '',
  null,
  undefined,
])('never makes a link of %s', (url) => {
  expect(safeUrl(url)).toBeUndefined()
})
