/** «12 500 ₽», kopecks only when there are any. `amount` is in whole units of the currency (ISO 4217 code). */
export function formatMoney(amount: number, currency: string, locale: string): string {
  const fraction = Number.isInteger(amount) ? 0 : 2
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: fraction,
    maximumFractionDigits: fraction,
  }).format(amount)
}

/** «1 284», «12 500». */
export function formatNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(value)
}
