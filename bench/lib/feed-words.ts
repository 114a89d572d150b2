/** Texts whose words are as unequal as those of a language: a few in every tenth card, thousands in a handful. */
import type { Chance } from '../../packages/server/src/demo/random.ts'

const everyday =
  'доставка заказ кофе зёрна цена магазин вкус качество курьер оплата возврат упаковка отзыв спасибо подскажите когда сколько стоит можно где купить очень понравилось плохо долго ждал телефон адрес скидка акция новый помол обжарка кения эфиопия чай подарок набор сертификат менеджер звонок сайт ошибка корзина'.split(
    ' ',
  )
const syllables =
  'ба бе ва го де жи за ка ло ма не по ра са те фу хо це ша ры ти вы ди ни ко лю му пе ро се'.split(' ')
const invented = 30_000

export function createVocabulary(chance: Chance): string[] {
  const made = Array.from(
    { length: invented },
    () => `${Array.from({ length: chance.int(2, 4) }, () => chance.pick(syllables)).join('')}н`,
  )
  return [...everyday, ...made]
}

/** The word of rank r is met about 1/r times as often as the first. */
export function createText(chance: Chance, vocabulary: readonly string[]): () => string {
  const word = () =>
    vocabulary[Math.min(vocabulary.length - 1, Math.floor(vocabulary.length ** chance.next() - 1))] ?? ''
  return () => Array.from({ length: chance.int(6, 35) }, word).join(' ')
}
