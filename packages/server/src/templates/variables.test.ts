import { describe, expect, it } from 'vitest'
import { fillIn, firstNameOf, genitive } from './variables.ts'

describe('variables of a template', () => {
  it('become words, in Russian and in English names', () => {
    expect(
      fillIn('{Имя}, добрый день! «{товар}» есть. {operator}', {
        name: 'Ольга',
        product: 'Бразилия',
        operator: 'Анна',
      }),
    ).toEqual({
      text: 'Ольга, добрый день! «Бразилия» есть. Анна',
      missing: [],
    })
  })

  it('that are not known go with their comma, never shown in braces', () => {
    expect(fillIn('Здравствуйте, {имя}!', {}).text).toBe('Здравствуйте!')
    expect(fillIn('{имя}, добрый день', {})).toEqual({ text: 'Добрый день', missing: ['имя'] })
    expect(fillIn('Спасибо, {имя}, за отзыв', {}).text).toBe('Спасибо, за отзыв')
  })

  it('leave other words in braces alone', () => {
    expect(fillIn('{скидка10} и {имя}', { name: 'Ян' }).text).toBe('{скидка10} и Ян')
  })

  it.each([
    ['Ольга', 'Ольги'],
    ['Анна', 'Анны'],
    ['Мария', 'Марии'],
    ['Илья', 'Ильи'],
    ['Иван', 'Ивана'],
    ['Андрей', 'Андрея'],
    ['Игорь', 'Игоря'],
    ['Павел', 'Павла'],
    ['Дмитрий', 'Дмитрия'],
  ])('the genitive of %s is %s', (name, expected) => {
    expect(genitive(name)).toBe(expected)
  })

  it.each(['Нино', 'John', 'Отто', 'ООО'])('%s has no certain genitive', (name) => {
    expect(genitive(name)).toBeUndefined()
  })

  it('a nick is no first name', () => {
    expect(firstNameOf('Ольга Серова')).toBe('Ольга')
    expect(firstNameOf('user_2007')).toBeNull()
    expect(firstNameOf(null)).toBeNull()
  })
})
