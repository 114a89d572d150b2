import { describe, expect, it } from 'vitest'
import { contrastRatio } from './contrast.ts'
import { brand, darkScheme, light, tones } from './tokens.ts'

const AA_TEXT = 4.5
const AA_GRAPHIC = 3

describe.each([
  ['light', light],
  ['dark', darkScheme],
] as const)('%s scheme', (_name, scheme) => {
  it.each(['text', 'dimmed', 'placeholder'] as const)(
    '%s is readable on every surface it stands on',
    (words) => {
      const surfaces =
        words === 'placeholder' ? [scheme.body] : [scheme.body, scheme.subtle, scheme.hover, scheme.selected]
      for (const surface of surfaces)
        expect(contrastRatio(scheme[words], surface)).toBeGreaterThanOrEqual(AA_TEXT)
    },
  )

  it.each(tones)('the words of tone %s are readable on its chip and on the page', (tone) => {
    const { text, fill } = scheme.tones[tone]
    for (const surface of [fill, scheme.body, scheme.selected, scheme.hover]) {
      expect(contrastRatio(text, surface)).toBeGreaterThanOrEqual(AA_TEXT)
    }
  })

  it('the edges that carry a state are seen against the page; amber leans on its chip', () => {
    for (const tone of ['red', 'green', 'blue', 'grey'] as const) {
      expect(contrastRatio(scheme.tones[tone].edge, scheme.body)).toBeGreaterThanOrEqual(AA_GRAPHIC)
    }
  })

  it('the rail is readable', () => {
    for (const surface of [scheme.rail, scheme.railActive, scheme.railHover]) {
      expect(contrastRatio(scheme.railText, surface)).toBeGreaterThanOrEqual(AA_TEXT)
      expect(contrastRatio(scheme.railDimmed, surface)).toBeGreaterThanOrEqual(AA_TEXT)
    }
    expect(contrastRatio(scheme.badgeText, scheme.badge)).toBeGreaterThanOrEqual(AA_TEXT)
  })
})

it('white words are readable on a filled button', () => {
  expect(contrastRatio('#ffffff', brand[7])).toBeGreaterThanOrEqual(AA_TEXT)
})

it('measures black on white as 21 and a colour on itself as 1', () => {
  expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrastRatio('#08755a', '#08755a')).toBe(1)
})
