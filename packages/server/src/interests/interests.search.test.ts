import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { useHarness, type TestWorkspace } from '../test/harness.ts'
import { newInterest } from './interests.fixtures.ts'
import { searchInterests } from './interests.search.ts'
import { feedSort } from './interest-order.ts'

const harness = useHarness({ jobs: false })

const texts = {
  delivery: 'Когда будет доставка зелёного чая?',
  courier: 'Курьер доставил заказ, спасибо',
  roast: 'Мне нужна обжарка под эспрессо',
  english: 'When will you deliver the beans?',
  mail: 'Напишите мне',
}

async function library() {
  const place = await harness().newWorkspace()
  const names = new Map<string, string>()
  await place.run(async (ctx) => {
    for (const [name, text] of Object.entries(texts)) {
      const author = {
        network: 'mail',
        externalId: `${name}@polden.ru`,
        name: name === 'mail' ? 'Аркадий Штейн' : null,
        photoUrl: null,
        profileUrl: null,
        email: `${name}@polden.ru`,
        phone: null,
      }
      names.set(await newInterest(ctx, { text, author }), name)
    }
  })
  const found = async (q: string, more: object = {}) =>
    (await place.owner.client.interests.list({ q, order: 'oldest', ...more })).items.map((item) =>
      names.get(item.id),
    )
  return { place, found }
}

test.each([
  ['another form of a Russian word', 'доставки', ['delivery']],
  ['е for ё', 'зеленый', ['delivery']],
  ['ё for е', 'зелёным чаем', ['delivery']],
  ['the beginning of the last word', 'эспр', ['roast']],
  ['a word and the beginning of another', 'нужна эспр', ['roast']],
  ['all words', 'курьер заказ', ['courier']],
  ['a phrase', '"доставил заказ"', ['courier']],
  ['a phrase in another order', '"заказ доставил"', []],
  ['a word to leave out', 'доставка -чай', []],
  ['English forms', 'bean delivering', ['english']],
  ['the author’s name', 'штейн', ['mail']],
  ['the author’s address', 'roast@polden.ru', ['roast']],
  ['a word nobody wrote', 'самовар', []],
  ['signs only', '":*&|!', []],
  ['a lone word that stands everywhere', 'и', []],
])('search finds %s', async (_, q, expected) => {
  const { found } = await library()
  expect(await found(q)).toEqual(expected)
})

test('search stands within filters, and the count agrees', async () => {
  const { found, place } = await library()
  const [first] = (await place.owner.client.interests.list({ q: 'доставка' })).items
  await place.owner.client.interests.process({ id: first?.id ?? '', way: 'reason', reason: 'x' })
  expect(await found('доставка', { processed: false })).toEqual([])
  expect((await place.owner.client.interests.count({ q: 'доставка', processed: true })).count).toBe(1)
  expect((await place.owner.client.interests.count({ q: 'доставка', tab: 'unanswered' })).count).toBe(0)
})

/** More cards than the walk looks through; the rare word on the oldest, a frequent one on every second. */
async function deepLibrary(): Promise<TestWorkspace> {
  const place = await harness().newWorkspace()
  const { owner } = harness().program.platform.database
  await owner.execute(sql`
    insert into interests (workspace_id, id, external_id, occurred_at, received_at, source_type, activity_class, action, text)
    select ${place.id}, gen_random_uuid(), n::text, timestamptz '2026-01-01' + n * interval '1 minute', now(), 'vk', 'social', 'comment',
      case when n <= 3 then 'редкостный самовар' when n % 2 = 0 then 'частое слово' else 'прочее' end
    from generate_series(1, 6000) n`)
  return place
}

test('rare words deep in the past and frequent words are both found, page after page', async () => {
  const place = await deepLibrary()
  const { interests } = place.owner.client
  expect((await interests.list({ q: 'самовары' })).items).toHaveLength(3)
  const seen = new Set<string>()
  let cursor: string | undefined
  do {
    const page = await interests.list({ q: 'частым', limit: 200, ...(cursor && { cursor }) })
    for (const item of page.items) seen.add(item.id)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(seen.size).toBe(2998 + 1)
  expect((await interests.list({ q: 'самовары', order: 'urgent', limit: 2 })).items).toHaveLength(2)
})

test('the workspace stands in the word index and in no search of a person', async () => {
  const { place, found } = await library()
  const { owner } = harness().program.platform.database
  const { rows } = await owner.execute<{ n: number }>(
    sql`select count(*)::int as n from interests where search @@ ${`'@${place.id}'`}::tsquery`,
  )
  expect(rows[0]?.n).toBe(Object.keys(texts).length)
  for (const q of [place.id, `@${place.id}`, `"@${place.id}"`, place.id.slice(0, 8)])
    expect(await found(q)).toEqual([])
})

test('search never leaves its workspace, and leaves the transaction in the program’s role', async () => {
  const { place } = await library()
  const other = await harness().newWorkspace()
  expect((await other.owner.client.interests.list({ q: 'доставка' })).items).toEqual([])
  expect((await other.owner.client.interests.count({ q: 'доставка' })).count).toBe(0)
  const role = await place.run(async (ctx) => {
    const page = { sort: feedSort('newest', undefined), limit: 10 }
    expect(await searchInterests(ctx, 'доставка', [], page)).toHaveLength(1)
    return (await ctx.db.execute<{ role: string }>(sql`select current_user as role`)).rows[0]?.role
  })
  expect(role).toBe('otklik_program')
})
