import { expect, it } from 'vitest'
import { glyphs } from './glyphs.tsx'
import { sourceOf } from './source-of.ts'

it.each([
  ['mail', 'mailbox'],
  ['phone', 'phone'],
  ['yandex', 'yandex_maps'],
  ['site:coffee.example', 'site_form'],
  ['vk', 'vk'],
])('draws %s as %s', (network, source) => {
  expect(sourceOf(network)).toBe(source)
  expect(glyphs).toHaveProperty([source])
})

it('leaves what it does not know, a name of Object too', () => {
  expect(sourceOf('constructor')).toBe('constructor')
})
