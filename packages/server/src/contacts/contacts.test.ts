import { expect, test } from 'vitest'
import { answers } from '../answers/answers.table.ts'
import { buildAuthor, newInterest } from '../interests/interests.fixtures.ts'
import { markAnswered } from '../interests/index.ts'
import { proofs } from '../proofs/proofs.table.ts'
import { useHarness, type TestWorkspace } from '../test/harness.ts'
import { identityKeys, normalPhone } from './contact-resolve.ts'

const harness = useHarness({ jobs: false })

const olga = () =>
  buildAuthor({
    externalId: 'id1',
    email: 'olga@example.test',
    profileUrl: 'https://vk.com/id1',
    photoUrl: 'https://cdn.example/o.jpg',
  })

async function contactOf(place: TestWorkspace, id: string): Promise<string> {
  return (await place.owner.client.interests.get({ id })).author?.contactId ?? ''
}

test('the panel tells who it is, whether they wrote before, what was answered and with which proof', async () => {
  const place = await harness().newWorkspace()
  const manager = await place.join('manager', 'Мария')
  const [first, second] = await place.run(
    async (ctx) =>
      [
        await newInterest(ctx, {
          author: olga(),
          text: 'Есть зёрна?',
          occurredAt: new Date('2026-10-01T10:00:00Z'),
        }),
        await newInterest(ctx, {
          author: buildAuthor({
            network: 'site',
            externalId: null,
            email: 'olga@example.test',
            phone: '89161234567',
          }),
          occurredAt: new Date('2026-11-01T10:00:00Z'),
        }),
      ] as const,
  )
  await place.run(async (ctx) => {
    const common = { workspaceId: place.id, interestId: first, createdAt: ctx.now() }
    const target = {
      kind: 'mail' as const,
      to: 'olga@example.test',
      toName: null,
      subject: 'Re',
      inReplyTo: null,
      references: [],
    }
    const answer = { ...common, channelId: ctx.newId(), authorName: 'Мария', target, sendAfter: ctx.now() }
    await ctx.db.insert(answers).values({ ...answer, id: ctx.newId(), text: 'Да, в зёрнах', state: 'sent' })
    await ctx.db
      .insert(answers)
      .values({ ...answer, id: ctx.newId(), text: 'Передумала', state: 'cancelled' })
    await ctx.db.insert(proofs).values({
      ...common,
      id: ctx.newId(),
      kind: 'link',
      link: 'https://skr.sh/1',
      title: 'skr.sh',
      by: { kind: 'system', id: null, name: 'x' },
    })
    await markAnswered(ctx, first, { way: 'answer' })
  }, manager.actor)
  const panel = await manager.client.contacts.panel({
    id: await contactOf(place, second),
    exceptInterestId: second,
  })
  expect(panel).toMatchObject({
    name: 'Ольга Серова',
    photoUrl: expect.stringMatching(/^\/api\/v1\/contacts\//),
    emails: ['olga@example.test'],
    phones: ['+79161234567'],
    firstSeenAt: '2026-10-01T10:00:00.000Z',
    lastSeenAt: '2026-11-01T10:00:00.000Z',
    interestCount: 2,
    earlier: [
      {
        interest: { id: first, text: 'Есть зёрна?', processed: { way: 'answer' } },
        answerText: 'Да, в зёрнах',
        proofs: [{ url: 'https://skr.sh/1' }],
      },
    ],
  })
  expect(panel.identities).toContainEqual({
    network: 'vk',
    externalId: 'id1',
    name: 'Ольга Серова',
    profileUrl: 'https://vk.com/id1',
  })
})

test('twenty earlier cards are shown, the newest first', async () => {
  const place = await harness().newWorkspace()
  const ids = await place.run(async (ctx) => {
    const made: string[] = []
    for (let n = 0; n < 23; n++)
      made.push(await newInterest(ctx, { author: olga(), occurredAt: new Date(Date.UTC(2026, 9, 1 + n)) }))
    return made
  })
  const panel = await place.owner.client.contacts.panel({
    id: await contactOf(place, ids[0] ?? ''),
    exceptInterestId: ids[22],
  })
  expect(panel.interestCount).toBe(23)
  expect(panel.earlier.map((entry) => entry.interest.id)).toEqual(ids.slice(2, 22).toReversed())
})

test('a person of another workspace does not exist here', async () => {
  const place = await harness().newWorkspace()
  const other = await harness().newWorkspace()
  const id = await contactOf(place, await place.run((ctx) => newInterest(ctx, { author: olga() })))
  await expect(other.owner.client.contacts.panel({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(harness().stranger.contacts.panel({ id })).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
})

test('what a first event lacked is filled by a later one, what is known stays', async () => {
  const place = await harness().newWorkspace()
  const id = await place.run(async (ctx) => {
    await newInterest(ctx, { author: { ...olga(), name: null, photoUrl: null } })
    await newInterest(ctx, { author: { ...olga(), name: 'Ольга' } })
    return newInterest(ctx, { author: { ...olga(), name: 'Оля' } })
  })
  const panel = await place.owner.client.contacts.panel({ id: await contactOf(place, id) })
  expect(panel).toMatchObject({ name: 'Ольга', photoUrl: expect.stringMatching(/^\/api\/v1\/contacts\//) })
})

test('an identity of somebody else is not taken over', async () => {
  const place = await harness().newWorkspace()
  const [a, b, both] = await place.run(async (ctx) => [
    await newInterest(ctx, { author: buildAuthor({ network: 'vk', externalId: 'id1' }) }),
    await newInterest(ctx, { author: buildAuthor({ network: 'mail', externalId: 'x@example.test' }) }),
    await newInterest(ctx, {
      author: buildAuthor({ network: 'vk', externalId: 'id1', email: 'x@example.test' }),
    }),
  ])
  const [first, second, third] = await Promise.all([a, b, both].map((id) => contactOf(place, id ?? '')))
  expect(third).toBe(first)
  expect(second).not.toBe(first)
})

test.each([
  ['8 (916) 123-45-67', '+79161234567'],
  ['+7 916 123 45 67', '+79161234567'],
  ['9161234567', '+79161234567'],
  ['+375 29 123-45-67', '+375291234567'],
  ['+8613800138000', '+8613800138000'],
  ['112', undefined],
])('the phone %s is %s', (phone, expected) => {
  expect(normalPhone(phone)).toBe(expected)
})

test('a letter’s address is one identity, not two', () => {
  expect(identityKeys(buildAuthor({ network: 'mail', externalId: 'A@b.ru', email: 'a@B.ru' }))).toEqual([
    { network: 'mail', externalId: 'a@b.ru' },
  ])
})
