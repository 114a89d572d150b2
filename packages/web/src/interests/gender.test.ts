import { expect, it } from 'vitest'
import { genderOf } from './gender.ts'

it.each([
  ['Анна Ким', 'female'],
  ['Тимур Ахметов', 'male'],
  ['Ольга Соколова', 'female'],
  ['Никита', 'male'],
  ['Илья Ким', 'male'],
  ['Игорь Ван', 'male'],
  ['Мария Достоевская', 'female'],
  ['Саша', 'unknown'],
  ['Timur', 'unknown'],
  ['', 'unknown'],
] as const)('%s is %s', (name, gender) => {
  expect(genderOf(name)).toBe(gender)
})
