import { expect, it } from 'vitest'
import { typeAhead } from './typed-ahead.ts'

const press = (key: string, rest: Partial<KeyboardEventInit> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  ...rest,
})

it('writes letters and spaces, and takes the last one back', () => {
  const keys = ['д', 'о', ' ', 'м', 'я', 'Backspace']
  expect(keys.reduce((text, key) => typeAhead(text, press(key)) ?? text, '')).toBe('до м')
})

it('leaves shortcuts, arrows and Escape to others', () => {
  expect(typeAhead('а', press('k', { ctrlKey: true }))).toBeUndefined()
  expect(typeAhead('а', press('ArrowDown'))).toBeUndefined()
  expect(typeAhead('а', press('Escape'))).toBeUndefined()
})
