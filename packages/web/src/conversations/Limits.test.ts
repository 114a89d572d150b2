import { i18n } from '@lingui/core'
import { expect, test } from 'vitest'
import { tooMuch } from './Limits.tsx'

i18n.loadAndActivate({ locale: 'ru', messages: {} })

const limits = { text: 10, caption: 5, files: 2, fileSize: 2_097_152, imageSize: 1_048_576 }
const file = (name: string, size = 10) => ({ name, size })

test('what the network would refuse is said before the press', () => {
  expect(tooMuch(limits, { text: '1234567890', files: [] })).toBeUndefined()
  expect(tooMuch(limits, { text: '12345678901', files: [] })).toContain('10')
  expect(tooMuch(limits, { text: '123456', files: [file('a.pdf')] })).toContain('5')
  expect(tooMuch(limits, { text: '', files: [file('a.pdf'), file('b.pdf'), file('c.pdf')] })).toContain('2')
  expect(tooMuch(limits, { text: '', files: [file('a.pdf', 2_000_000)] })).toBeUndefined()
  expect(tooMuch(limits, { text: '', files: [file('a.png', 2_000_000)] })).toContain('a.png')
  expect(tooMuch({ ...limits, files: 0 }, { text: '', files: [file('a.pdf')] })).toBeDefined()
})

test('a channel that says nothing of limits stops nobody', () => {
  expect(tooMuch(null, { text: 'x'.repeat(50_000), files: [file('a', 1e9)] })).toBeUndefined()
})
