/** Parts of a rule in words. */
import type {
  CardSketch,
  ExtractionTarget,
  MailRuleInput,
  RuleActions,
  RuleCondition,
} from '@otklik/contract'
import { i18n } from '@lingui/core'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { actionWords, classWords, levelWords, sourceWords } from '../interests/words.ts'

export const fieldWords: Record<RuleCondition['field'], MessageDescriptor> = {
  from: msg`Адрес отправителя`,
  fromName: msg`Имя отправителя`,
  to: msg`Кому`,
  subject: msg`Тема`,
  body: msg`Текст письма`,
  anywhere: msg`Где угодно`,
}

export const operatorWords: Record<RuleCondition['op'], MessageDescriptor> = {
  contains: msg`содержит`,
  notContains: msg`не содержит`,
  equals: msg`равно`,
  startsWith: msg`начинается с`,
  endsWith: msg`кончается на`,
  wildcard: msg`похоже на (со звёздочкой)`,
}

export const targetWords: Record<ExtractionTarget, MessageDescriptor> = {
  authorName: msg`Имя автора`,
  authorEmail: msg`Почта автора`,
  authorPhone: msg`Телефон автора`,
  text: msg`Слова автора`,
  sourceUrl: msg`Ссылка на место`,
  productName: msg`Название продукта`,
}

export const dispositionWords: Record<RuleActions['disposition'], MessageDescriptor> = {
  asUsual: msg`Как решит программа`,
  card: msg`Всегда карточка`,
  ignore: msg`Не карточка`,
}

const cardFieldWords: Record<keyof CardSketch | 'outcome', MessageDescriptor> = {
  outcome: msg`Что это`,
  sourceType: msg`Тип источника`,
  sourceTitle: msg`Место`,
  activityClass: msg`Класс`,
  action: msg`Действие`,
  isPublic: msg`Кто видит`,
  level: msg`Ступень`,
  authorName: msg`Имя автора`,
  authorEmail: msg`Почта автора`,
  authorPhone: msg`Телефон автора`,
  text: msg`Слова автора`,
  sourceUrl: msg`Ссылка на место`,
  productName: msg`Продукт`,
  memberName: msg`Ответственный`,
  unverified: msg`Предупреждение`,
}

export function isCardField(name: string): name is keyof CardSketch {
  return name !== 'outcome' && Object.hasOwn(cardFieldWords, name)
}

export function cardFieldName(name: string): string {
  return name === 'outcome' || isCardField(name) ? i18n._(cardFieldWords[name]) : name
}

export function cardValue(card: CardSketch, field: keyof CardSketch): string {
  switch (field) {
    case 'sourceType':
      return sourceWords(card.sourceType)
    case 'activityClass':
      return classWords(card.activityClass)
    case 'action':
      return actionWords(card.action)
    case 'level':
      return levelWords(card.level)
    case 'isPublic':
      return card.isPublic ? i18n._(msg`все`) : i18n._(msg`только мы`)
    case 'unverified':
      return card.unverified ? i18n._(msg`отправитель не подтверждён`) : '—'
    default:
      return card[field] ?? '—'
  }
}

/** «Адрес отправителя кончается на «@site.ru» и Тема содержит «отзыв»». */
export function conditionsInWords({
  match,
  conditions,
}: Pick<MailRuleInput, 'match' | 'conditions'>): string {
  const joint = match === 'all' ? i18n._(msg`и`) : i18n._(msg`или`)
  return conditions
    .map(({ field, op, value }) => `${i18n._(fieldWords[field])} ${i18n._(operatorWords[op])} «${value}»`)
    .join(` ${joint} `)
}

/** What the rule sets, in short: «ВКонтакте · Отзывы · имя автора, телефон автора». */
export function actionsInWords(
  actions: RuleActions,
  names: { product: string | undefined; member: string | undefined },
): string {
  if (actions.disposition === 'ignore') return i18n._(dispositionWords.ignore)
  const parts = [
    actions.disposition === 'card' ? i18n._(dispositionWords.card) : null,
    actions.sourceType && sourceWords(actions.sourceType),
    actions.sourceTitle,
    actions.activityClass && classWords(actions.activityClass),
    actions.action && actionWords(actions.action),
    actions.level && levelWords(actions.level),
    actions.isPublic === null
      ? null
      : actions.isPublic
        ? i18n._(msg`видят все`)
        : i18n._(msg`видим только мы`),
    names.product,
    names.member,
    ...actions.extract.map(({ target }) => i18n._(targetWords[target])),
  ]
  return [...new Set(parts.filter(Boolean))].join(' · ')
}
