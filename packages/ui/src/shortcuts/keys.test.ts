import { expect, it } from 'vitest'
import { isPressed, keyLabels } from './keys.ts'
import type { KeyPress } from './keys.ts'

const press = (code: string, rest: Partial<KeyPress> = {}): KeyPress => ({
  code,
  key: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...rest,
})

it('goes by the physical key, so the Russian «о» on KeyJ is J', () => {
  expect(isPressed('KeyJ', press('KeyJ', { key: 'о' }), false)).toBe(true)
  expect(isPressed('KeyJ', press('KeyK', { key: 'j' }), false)).toBe(false)
})

it('does not fire with a modifier nobody asked for', () => {
  expect(isPressed('KeyR', press('KeyR', { ctrlKey: true }), false)).toBe(false)
  expect(isPressed('KeyR', press('KeyR', { metaKey: true }), false)).toBe(false)
  expect(isPressed('KeyA', press('KeyA', { shiftKey: true }), false)).toBe(false)
})

it('reads Mod as Ctrl, and as ⌘ on a Mac', () => {
  expect(isPressed('Mod+KeyK', press('KeyK', { ctrlKey: true }), false)).toBe(true)
  expect(isPressed('Mod+KeyK', press('KeyK', { metaKey: true }), true)).toBe(true)
  expect(isPressed('Mod+KeyK', press('KeyK', { ctrlKey: true }), true)).toBe(false)
})

it('finds the question mark on both layouts', () => {
  expect(isPressed('?', press('Slash', { key: '?', shiftKey: true }), false)).toBe(true)
  expect(isPressed('?', press('Digit7', { key: '?', shiftKey: true }), false)).toBe(true)
  expect(isPressed('?', press('Slash', { key: '.' }), false)).toBe(false)
})

it('prints what stands on the keys', () => {
  expect(keyLabels('Mod+Shift+KeyP', false)).toEqual(['Ctrl', 'Shift', 'P'])
  expect(keyLabels('Mod+Enter', true)).toEqual(['⌘', '↵'])
  expect(keyLabels('?', false)).toEqual(['?'])
})
