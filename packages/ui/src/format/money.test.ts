import { expect, it } from 'vitest'
import { formatMoney } from './money.ts'

const plain = (text: string) => text.replace(/\s/g, ' ')

it('shows kopecks only when there are any', () => {
  expect(plain(formatMoney(12_500, 'RUB', 'ru'))).toBe('12 500 ₽')
  expect(plain(formatMoney(12_500.5, 'RUB', 'ru'))).toBe('12 500,50 ₽')
  expect(formatMoney(1200, 'USD', 'en')).toBe('$1,200')
})
