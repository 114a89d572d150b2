import { expect, test } from 'vitest'
import { useHarness } from '../test/harness.ts'
import { chooseProduct } from './product-match.ts'

const harness = useHarness()
const kenya = {
  id: 'kenya',
  name: 'Кения АА',
  url: 'https://polden.ru/coffee/kenya',
  synonyms: ['кенийский'],
  urlPatterns: ['polden.ru/k/*'],
}
const kit = { id: 'kit', name: 'Кения АА, набор', url: null, synonyms: [], urlPatterns: ['polden.ru/coffee'] }
const nothing = { pageUrl: null, hint: null, text: '' }

test('the catalogue is changed, searched and put away', async () => {
  const { owner } = await harness().newWorkspace()
  const made = await owner.client.products.create({ name: 'Кения АА', synonyms: ['кенийский'] })
  await owner.client.products.create({ name: 'Эфиопия' })
  expect((await owner.client.products.list({ q: 'кени' })).items.map((item) => item.name)).toEqual([
    'Кения АА',
  ])
  await owner.client.products.update({ id: made.id, url: 'https://polden.ru/kenya' })
  await owner.client.products.archive({ id: made.id })
  expect((await owner.client.products.list({})).items.map((item) => item.name)).toEqual(['Эфиопия'])
  expect((await owner.client.products.restore({ id: made.id })).url).toBe('https://polden.ru/kenya')
})

test('pages follow one another without a gap', async () => {
  const { owner } = await harness().newWorkspace()
  for (const name of ['в', 'а', 'б']) await owner.client.products.create({ name })
  const first = await owner.client.products.list({ limit: 2 })
  const second = await owner.client.products.list({ limit: 2, cursor: first.nextCursor ?? '' })
  expect([...first.items, ...second.items].map((item) => item.name)).toEqual(['а', 'б', 'в'])
  expect(second.nextCursor).toBeNull()
})

test('a name is taken once, whatever its letters’ size', async () => {
  const { owner } = await harness().newWorkspace()
  await owner.client.products.create({ name: 'Кения' })
  await expect(owner.client.products.create({ name: 'КЕНИЯ' })).rejects.toMatchObject({
    code: 'PRODUCT_NAME_TAKEN',
    status: 409,
  })
})

test('outsiders and readers change nothing', async () => {
  const here = await harness().newWorkspace()
  const other = await harness().newWorkspace()
  const manager = await here.join('manager')
  const product = await here.owner.client.products.create({ name: 'Кения' })
  await expect(manager.client.products.create({ name: 'Ещё' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(other.owner.client.products.update({ id: product.id, name: 'Чужое' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await expect(harness().stranger.products.list({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
})

test.each([
  [
    'the page of the form',
    { ...nothing, pageUrl: 'https://www.polden.ru/coffee/kenya/?utm_source=vk' },
    'kenya',
    'product_by_page',
  ],
  ['a pattern with a star', { ...nothing, pageUrl: 'http://polden.ru/k/42' }, 'kenya', 'product_by_page'],
  [
    'the longer of two addresses',
    { ...nothing, pageUrl: 'https://polden.ru/coffee/other' },
    'kit',
    'product_by_page',
  ],
  [
    'a link in the words',
    { ...nothing, text: 'вот это https://polden.ru/coffee/kenya, есть?' },
    'kenya',
    'product_by_link',
  ],
  [
    'the hint of the source',
    { ...nothing, hint: { text: 'Кения АА', url: null } },
    'kenya',
    'product_by_hint',
  ],
  ['a synonym', { ...nothing, text: 'А Кенийский остался?' }, 'kenya', 'product_by_words'],
  ['the longer name', { ...nothing, text: 'нужен кения аа набор' }, 'kit', 'product_by_words'],
])('a product is found by %s', (_, clues, productId, code) => {
  expect(chooseProduct([kenya, kit], clues)).toMatchObject({ productId, reason: { code } })
})

test('half a word is no match', () => {
  expect(chooseProduct([{ ...kenya, synonyms: ['чай'] }], { ...nothing, text: 'случайно увидел' })).toBeNull()
})

test('the trial answers for a product that is not saved yet, and saves nothing', async () => {
  const { owner, join } = await harness().newWorkspace()
  const kept = await owner.client.products.create({ name: 'Кения АА', synonyms: ['кенийский'] })
  const draft = {
    id: null,
    name: 'Колд брю',
    url: null,
    synonyms: ['холодный кофе'],
    urlPatterns: ['polden.ru/cold/*'],
  }
  const byPage = await owner.client.products.tryOut({ url: 'https://polden.ru/cold/1', draft })
  expect(byPage.match).toMatchObject({ name: 'Колд брю', isDraft: true, reason: { code: 'product_by_page' } })
  const byWord = await owner.client.products.tryOut({ text: 'Кенийский ещё есть?', draft })
  expect(byWord.match).toMatchObject({ name: 'Кения АА', isDraft: false })
  const renamed = await owner.client.products.tryOut({
    text: 'Кенийский ещё есть?',
    draft: { ...draft, id: kept.id },
  })
  expect(renamed.match).toBeNull()
  expect((await owner.client.products.list({})).items).toHaveLength(1)
  const manager = await join('manager')
  await expect(manager.client.products.tryOut({ text: 'Кения' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
})
