/** Likes that fold, edits and removals of comments, posts: as the sandbox tells them. */
import { expect, test } from 'vitest'
import { useHarness, type TestWorkspace } from '../test/harness.ts'

const harness = useHarness()

const post = { id: 'post-7', title: 'Новая обжарка', url: 'https://example.ru/posts/7' }
const noon = Date.parse('2026-11-20T12:00:00Z') / 1000

async function openSandbox(place: TestWorkspace) {
  const channel = await place.owner.client.channels.create({ kind: 'sandbox', name: 'Песочница', values: {} })
  const path = new URL(channel.hookUrl ?? '').pathname
  /** Told one after another and read to the end. */
  return async (...events: object[]): Promise<void> => {
    for (const event of events) {
      const answer = await harness().request(path, { method: 'POST', body: JSON.stringify(event) })
      expect(answer.status).toBe(200)
    }
    await harness().drain()
    const { items } = await place.owner.client.channels.events({ id: channel.id, state: 'parked' })
    expect(items.map(({ error }) => error?.en)).toEqual([])
  }
}

function like(id: string, name: string, at = noon) {
  return { id, kind: 'like', author: { id: name, name }, place: post, at }
}

function comment(id: string, text: string, more: object = {}) {
  return { id, kind: 'comment', text, author: { id: 'ivan', name: 'Иван Петров' }, at: noon, ...more }
}

async function cards(place: TestWorkspace) {
  return (await place.owner.client.interests.list({ order: 'oldest' })).items
}

test('likes of one post stand on one card, each person once, and a processed card takes no more', async () => {
  const place = await harness().newWorkspace()
  const tell = await openSandbox(place)
  await tell(
    like('l1', 'Ольга'),
    like('l2', 'Пётр', noon + 60),
    like('l1', 'Ольга'),
    like('l1', 'Ольга', noon + 5),
  )
  const [card, ...others] = await cards(place)
  expect(others).toEqual([])
  expect(card).toMatchObject({ action: 'like', people: 2, author: { name: 'Ольга' }, withdrawnAt: null })
  const id = card?.id ?? ''
  const { items } = await place.owner.client.interests.people({ id })
  expect(items.map(({ name }) => name)).toEqual(['Пётр', 'Ольга'])
  await place.owner.client.interests.process({ id, way: 'no_reply_needed', reason: 'Спасибо' })
  await tell(like('l3', 'Инна', noon + 120))
  expect((await cards(place)).map(({ people }) => people)).toEqual([2, 1])
})

test('fifty likes at once are fifty people on one card', async () => {
  const place = await harness().newWorkspace()
  const tell = await openSandbox(place)
  await tell(...Array.from({ length: 50 }, (_x, index) => like(`l${index}`, `Человек ${index}`)))
  expect((await cards(place)).map(({ people }) => people)).toEqual([50])
})

test('a like taken back lowers the count; when nobody is left the card needs no answer and stays', async () => {
  const place = await harness().newWorkspace()
  const tell = await openSandbox(place)
  await tell(like('l1', 'Ольга'), like('l2', 'Пётр', noon + 60))
  const unlike = (id: string, of: string, at: number) => ({ id, kind: 'unlike', of, at })
  await tell(unlike('u1', 'l1', noon + 90), unlike('u1b', 'l1', noon + 90))
  expect(await cards(place)).toMatchObject([{ people: 1, author: { name: 'Пётр' }, processed: null }])
  await tell(unlike('u2', 'l2', noon + 100))
  const [card] = await cards(place)
  expect(card).toMatchObject({ people: 0, processed: { way: 'withdrawn' } })
  expect(card?.withdrawnAt).not.toBeNull()
  const { items } = await place.owner.client.interests.people({ id: card?.id ?? '' })
  expect(items.filter(({ withdrawnAt }) => withdrawnAt !== null)).toHaveLength(2)
  expect(await place.owner.client.interests.counters()).toMatchObject({ all: 1, unanswered: 0 })
  // Given anew it counts anew, on a card that waits.
  await tell({ ...like('l3', 'Пётр', noon + 200), act: 'l2' })
  expect((await cards(place)).map(({ people }) => people)).toEqual([0, 1])
})

test('a like taken back before it came never counts', async () => {
  const place = await harness().newWorkspace()
  const tell = await openSandbox(place)
  await tell({ id: 'u1', kind: 'unlike', of: 'l1', at: noon + 60 }, like('l1', 'Ольга'))
  expect(await cards(place)).toMatchObject([{ people: 0, processed: { way: 'withdrawn' } }])
})

test('an edit shows the new words with the earlier ones beside them, whatever the order it comes in', async () => {
  const place = await harness().newWorkspace()
  const tell = await openSandbox(place)
  await tell(comment('c1', 'Сколько стоит?'))
  const edit = (id: string, text: string, at: number) => ({ id, kind: 'edit', of: 'c1', text, at })
  await tell(edit('e2', 'Сколько стоит доставка в Тверь?', noon + 120))
  await tell(edit('e1', 'Сколько стоит доставка?', noon + 60))
  await tell(edit('e2-again', 'Сколько стоит доставка в Тверь?', noon + 120))
  const [card] = await cards(place)
  const shown = await place.owner.client.interests.get({ id: card?.id ?? '' })
  expect(shown.text).toBe('Сколько стоит доставка в Тверь?')
  expect(shown.editedAt).toBe(new Date((noon + 120) * 1000).toISOString())
  expect(shown.earlierTexts.map(({ text }) => text)).toEqual(['Сколько стоит?', 'Сколько стоит доставка?'])
  const history = await place.owner.client.interests.history({ id: shown.id })
  expect(history.items.filter(({ action }) => action === 'interest.edited')).toHaveLength(1)
})

test('an edit and a removal that come before their comment are kept and applied to it', async () => {
  const place = await harness().newWorkspace()
  const tell = await openSandbox(place)
  await tell(
    { id: 'd1', kind: 'remove', of: 'c1', by: 'moderator', at: noon + 90 },
    { id: 'e1', kind: 'edit', of: 'c1', text: 'Есть молотый?', at: noon + 60 },
  )
  expect(await cards(place)).toEqual([])
  await tell(comment('c1', 'Есть?'))
  const [card] = await cards(place)
  expect(card).toMatchObject({ text: 'Есть молотый?', removed: { by: 'moderator' } })
  const shown = await place.owner.client.interests.get({ id: card?.id ?? '' })
  expect(shown.earlierTexts).toMatchObject([{ text: 'Есть?' }])
})

test('the last news about a removal counts, in whatever order they come', async () => {
  const place = await harness().newWorkspace()
  const tell = await openSandbox(place)
  await tell(comment('c1', 'Есть?'), { id: 'd2', kind: 'restore', of: 'c1', at: noon + 120 })
  await tell({ id: 'd1', kind: 'remove', of: 'c1', by: 'author', at: noon + 60 })
  expect(await cards(place)).toMatchObject([{ removed: null }])
  await tell({ id: 'd3', kind: 'remove', of: 'c1', by: 'author', at: noon + 180 })
  expect(await cards(place)).toMatchObject([{ text: 'Есть?', removed: { by: 'author' }, processed: null }])
})

test('a card shows its post and the comment it answers, also when the post comes later', async () => {
  const place = await harness().newWorkspace()
  const tell = await openSandbox(place)
  await tell(
    comment('c1', 'Есть?', { place: { id: 'post-8' } }),
    comment('c2', 'И молотый?', { place: { id: 'post-8' }, parent: 'c1', at: noon + 60 }),
  )
  expect(await cards(place)).toMatchObject([{ source: { title: null } }, { source: { title: null } }])
  await tell({
    id: 'o1',
    kind: 'post',
    place: { id: 'post-8', title: 'Эфиопия', url: 'https://example.ru/8', text: 'Привезли' },
  })
  const [, second] = await cards(place)
  expect(second?.source).toMatchObject({ title: 'Эфиопия', url: 'https://example.ru/8' })
  const shown = await place.owner.client.interests.get({ id: second?.id ?? '' })
  expect(shown.context).toMatchObject({
    post: { title: 'Эфиопия', text: 'Привезли' },
    parent: { authorName: 'Иван Петров', text: 'Есть?' },
  })
})

test('a person among many is found by name, in the feed of that person and in their panel, and counted in the report', async () => {
  const place = await harness().newWorkspace()
  const tell = await openSandbox(place)
  await tell(
    like('l1', 'Ольга Серова'),
    like('l2', 'Пётр Зимин', noon + 60),
    comment('c1', 'Есть?', { author: { id: 'nina', name: 'Нина' } }),
  )
  const { client } = place.owner
  const found = await client.interests.list({ q: 'Зимин' })
  expect(found.items).toMatchObject([{ people: 2 }])
  expect(await client.interests.count({ q: 'Зимин' })).toEqual({ count: 1 })
  const { items } = await client.interests.people({ id: found.items[0]?.id ?? '' })
  const contactId = items.find(({ name }) => name === 'Пётр Зимин')?.contactId ?? ''
  expect((await client.interests.list({ contactId })).items).toHaveLength(1)
  expect(await client.contacts.panel({ id: contactId })).toMatchObject({ interestCount: 1 })
  const report = await client.reports.joint({ from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' })
  expect(report.totals).toMatchObject({ interests: 2, acts: 3, people: 3 })
  expect(report.byAction.find(({ key }) => key === 'like')).toMatchObject({ interests: 1, acts: 2 })
})
