import { expect, test } from 'vitest'
import { useHarness } from '../test/harness.ts'
import { buildAuthor, newInterest } from './interests.fixtures.ts'

const harness = useHarness({ jobs: false })

test('what a database cannot hold does not lose the card', async () => {
  const place = await harness().newWorkspace()
  const inbound = {
    externalId: 'x'.repeat(5000),
    objectKey: 'y'.repeat(5000),
    text: 'Привет\0, мир \uD83D 😀',
    fields: [{ name: 'Имя\0', value: '\uDE00' }],
    author: buildAuthor({ name: 'О\0льга', externalId: 'z'.repeat(5000), email: `${'a'.repeat(3000)}@x.ru` }),
  }
  const id = await place.run((ctx) => newInterest(ctx, inbound))
  expect(await place.owner.client.interests.get({ id })).toMatchObject({
    text: 'Привет, мир \uFFFD 😀',
    fields: [{ name: 'Имя', value: '\uFFFD' }],
    author: { name: 'Ольга', contactId: null },
  })
  expect(await place.run((ctx) => newInterest(ctx, { ...inbound, objectKey: null }))).toBe(id)
})

test.each([new Date('9999-01-01T00:00:00Z'), new Date(Number.NaN), new Date(-1)])(
  'a date like %s becomes the date of arrival',
  async (occurredAt) => {
    const place = await harness().newWorkspace()
    const id = await place.run((ctx) => newInterest(ctx, { occurredAt }))
    expect((await place.owner.client.interests.get({ id })).occurredAt).toBe(
      harness().clock.now().toISOString(),
    )
  },
)

test('a question of signs the database cannot hold finds nothing and breaks nothing', async () => {
  const place = await harness().newWorkspace()
  expect((await place.owner.client.interests.list({ q: 'при\0вет \uD83D' })).items).toEqual([])
})
