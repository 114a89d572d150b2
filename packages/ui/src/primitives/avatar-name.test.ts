import { expect, it } from 'vitest'
import { hueOf, initialsOf } from './avatar-name.ts'

it.each([
  ['Дарья Мельник', 'ДМ'],
  ['kofeman_77', 'K7'],
  ['Сауле', 'СА'],
  ['ООО «Ромашка»', 'ОР'],
  ['', '?'],
  [null, '?'],
])('initials of %s are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})

it('keeps the colour of a name and tells names apart', () => {
  expect(hueOf('Игорь Ван')).toBe(hueOf('Игорь Ван'))
  expect(new Set(['Анна', 'Тимур', 'Олег', 'Марат', 'Сауле', 'Дарья'].map(hueOf)).size).toBeGreaterThan(2)
})
