import { expect, test } from 'vitest'
import { proofs } from '../proofs/proofs.table.ts'
import { useHarness, type TestPerson, type TestWorkspace } from '../test/harness.ts'
import { markAnswered, proofRemoved, unmarkAnswered } from './interest-processed.ts'
import { newInterest } from './interests.fixtures.ts'

const harness = useHarness({ jobs: false })

async function team() {
  const place = await harness().newWorkspace()
  const [maria, pavel, head, reader] = [
    await place.join('manager', 'Мария'),
    await place.join('manager', 'Павел'),
    await place.join('head', 'Глава'),
    await place.join('quality_control', 'Контроль'),
  ]
  const id = await place.run((ctx) => newInterest(ctx))
  return { place, maria, pavel, head, reader, id }
}

async function actions(person: TestPerson, id: string): Promise<string[]> {
  return (await person.client.interests.history({ id })).items.map((entry) => entry.action).toReversed()
}

async function attachProof(place: TestWorkspace, person: TestPerson, id: string): Promise<void> {
  const by = { kind: 'member' as const, id: person.memberId, name: person.name }
  await place.run(async (ctx) => {
    await ctx.db.insert(proofs).values({
      workspaceId: place.id,
      id: ctx.newId(),
      interestId: id,
      kind: 'link',
      link: 'https://skr.sh/1',
      title: 'skr.sh',
      by,
      createdAt: ctx.now(),
    })
    await markAnswered(ctx, id, { way: 'proof' })
  }, person.actor)
}

test('of twenty claims at once one wins and the others learn the name', async () => {
  const { place, id } = await team()
  const people = await Promise.all(
    Array.from({ length: 20 }, (_, index) => place.join('manager', `М${index}`)),
  )
  const results = await Promise.allSettled(people.map((person) => person.client.interests.claim({ id })))
  const winners = results.flatMap((result) =>
    result.status === 'fulfilled' ? [result.value.responsible] : [],
  )
  const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  expect(winners).toHaveLength(1)
  expect(refusals).toHaveLength(19)
  const data = { memberId: winners[0]?.id, memberName: winners[0]?.name }
  for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'INTEREST_TAKEN', status: 409, data })
})

test('claiming one’s own card again changes nothing', async () => {
  const { maria, id } = await team()
  const first = await maria.client.interests.claim({ id })
  expect(first).toMatchObject({ responsible: { name: 'Мария' }, responsibleReason: { code: 'claimed' } })
  expect((await maria.client.interests.claim({ id })).version).toBe(first.version)
})

test('a card is given back by its owner or a head, not by a colleague', async () => {
  const { maria, pavel, head, id } = await team()
  await maria.client.interests.claim({ id })
  await expect(pavel.client.interests.release({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect((await maria.client.interests.release({ id })).responsible).toBeNull()
  await pavel.client.interests.claim({ id })
  expect((await head.client.interests.release({ id })).responsible).toBeNull()
  expect(await actions(head, id)).toEqual([
    'interest.created',
    'interest.claimed',
    'interest.released',
    'interest.claimed',
    'interest.released',
  ])
})

test('a head assigns with a note; the history keeps every responsible with the reason', async () => {
  const { maria, pavel, head, reader, id } = await team()
  await maria.client.interests.claim({ id })
  await expect(maria.client.interests.assign({ id, memberId: pavel.memberId })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await expect(head.client.interests.assign({ id, memberId: reader.memberId })).rejects.toMatchObject({
    code: 'INVALID',
  })
  const card = await head.client.interests.assign({ id, memberId: pavel.memberId, note: 'Он в теме' })
  expect(card).toMatchObject({
    responsible: { name: 'Павел' },
    responsibleReason: { code: 'assigned_by', params: { by: 'Глава' } },
  })
  const [last] = (await head.client.interests.history({ id })).items
  expect(last).toMatchObject({
    action: 'interest.assigned',
    by: { name: 'Глава' },
    before: { responsibleId: maria.memberId },
    after: { responsibleId: pavel.memberId },
    reason: { code: 'assigned_by' },
    note: 'Он в теме',
  })
})

test('a card handed over waits to be taken up, then is overdue, then taken up', async () => {
  const { maria, pavel, id } = await team()
  await maria.client.interests.claim({ id })
  await expect(
    maria.client.interests.handOver({ id, memberId: maria.memberId, note: 'Мне' }),
  ).rejects.toMatchObject({ code: 'INVALID' })
  const card = await maria.client.interests.handOver({ id, memberId: pavel.memberId, note: 'Хочет опт' })
  expect(card).toMatchObject({
    responsible: { name: 'Павел' },
    handover: { to: { name: 'Павел' }, by: { name: 'Мария' }, note: 'Хочет опт', overdue: false },
  })
  expect((await maria.client.interests.counters()).handed_over).toBe(1)
  harness().clock.advance(4 * 3_600_000 + 1000)
  expect((await maria.client.interests.list({ tab: 'handed_over' })).items[0]?.handover?.overdue).toBe(true)
  expect((await pavel.client.interests.claim({ id })).handover).toBeNull()
  expect((await maria.client.interests.counters()).handed_over).toBe(0)
  expect(await actions(maria, id)).toContain('interest.taken_up')
})

test('processed by hand asks for proof or a reason', async () => {
  const { maria, id } = await team()
  const { interests } = maria.client
  await expect(interests.process({ id, way: 'proof' })).rejects.toMatchObject({
    code: 'PROOF_REQUIRED',
    status: 422,
  })
  await expect(interests.process({ id, way: 'reason', reason: '  ' })).rejects.toMatchObject({
    code: 'PROOF_REQUIRED',
  })
  await expect(interests.process({ id, way: 'no_reply_needed' })).rejects.toMatchObject({ code: 'INVALID' })
  const card = await interests.process({ id, way: 'no_reply_needed', reason: 'Поблагодарил' })
  expect(card).toMatchObject({
    processed: { way: 'no_reply_needed', reason: 'Поблагодарил', by: { kind: 'member', name: 'Мария' } },
    reply: { enabled: false },
  })
  expect((await interests.process({ id, way: 'reason', reason: 'Ещё раз' })).version).toBe(card.version)
})

test('opened again, Reply can be pressed again and the history tells who closed it', async () => {
  const { maria, id } = await team()
  await maria.client.interests.process({ id, way: 'reason', reason: 'Ответили по телефону' })
  expect(await maria.client.interests.reopen({ id })).toMatchObject({
    processed: null,
    reply: { enabled: true },
  })
  const [last] = (await maria.client.interests.history({ id })).items
  expect(last).toMatchObject({
    action: 'interest.reopened',
    before: { by: 'Мария', reason: 'Ответили по телефону' },
  })
})

test('proof sets Processed by itself; without the last proof the card is open again', async () => {
  const { place, maria, id } = await team()
  await attachProof(place, maria, id)
  const card = await maria.client.interests.get({ id })
  expect(card).toMatchObject({
    processed: { way: 'proof', by: { name: 'Мария' } },
    responsible: { name: 'Мария' },
    reply: { enabled: false },
    proofs: [{ kind: 'link', url: 'https://skr.sh/1', by: { name: 'Мария' } }],
  })
  await place.run(async (ctx) => {
    await ctx.db.update(proofs).set({ removedAt: ctx.now() })
    await proofRemoved(ctx, id)
  }, maria.actor)
  expect(await maria.client.interests.get({ id })).toMatchObject({ processed: null, proofs: [] })
})

test('a card processed with a reason stays so when proof comes and goes', async () => {
  const { place, maria, id } = await team()
  await maria.client.interests.process({ id, way: 'reason', reason: 'Звонок' })
  await attachProof(place, maria, id)
  await place.run(async (ctx) => {
    await ctx.db.update(proofs).set({ removedAt: ctx.now() })
    await proofRemoved(ctx, id)
  })
  expect((await maria.client.interests.get({ id })).processed?.way).toBe('reason')
})

test('an answer that bounced opens the card', async () => {
  const { place, maria, id } = await team()
  await place.run((ctx) => markAnswered(ctx, id, { way: 'answer' }), maria.actor)
  expect((await maria.client.interests.get({ id })).processed?.way).toBe('answer')
  await place.run((ctx) => unmarkAnswered(ctx, id, { way: 'answer', note: 'Нет такого адреса' }))
  expect((await maria.client.interests.get({ id })).processed).toBeNull()
})

test('an edit of a card somebody changed meanwhile is refused', async () => {
  const { maria, pavel, place, id } = await team()
  const product = await place.owner.client.products.create({ name: 'Кения' })
  const { version } = await maria.client.interests.get({ id })
  const card = await pavel.client.interests.update({ id, productId: product.id, level: 'critical', version })
  expect(card).toMatchObject({
    product: { name: 'Кения' },
    level: 'critical',
    productReason: { code: 'set_by', params: { by: 'Павел' } },
  })
  await expect(maria.client.interests.update({ id, level: 'junk', version })).rejects.toMatchObject({
    code: 'CONFLICT',
    status: 409,
  })
  const [last] = (await maria.client.interests.history({ id })).items
  expect(last).toMatchObject({
    action: 'interest.changed',
    before: { level: 'positive_neutral', productId: null },
    after: { level: 'critical', productId: product.id },
  })
})

test('a product of another workspace cannot be named', async () => {
  const { maria, id } = await team()
  const other = await harness().newWorkspace()
  const product = await other.owner.client.products.create({ name: 'Чужое' })
  await expect(maria.client.interests.update({ id, productId: product.id })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('a note stands in the history', async () => {
  const { maria, id } = await team()
  const note = await maria.client.interests.note({ id, text: 'Постоянный клиент' })
  expect(note).toMatchObject({ action: 'interest.noted', note: 'Постоянный клиент', by: { name: 'Мария' } })
  expect((await maria.client.interests.history({ id })).items[0]?.id).toBe(note.id)
})

test('cards on one matter become one case and part again', async () => {
  const { place, maria, id } = await team()
  const [b, c] = await place.run(
    async (ctx) => [await newInterest(ctx, { text: 'То же в группе' }), await newInterest(ctx)] as const,
  )
  const { caseId } = await maria.client.interests.joinCase({ ids: [id, b] })
  expect((await maria.client.interests.joinCase({ ids: [b, c] })).caseId).toBe(caseId)
  expect((await maria.client.interests.get({ id })).caseInterests.map((mate) => mate.id).sort()).toEqual(
    [b, c].sort(),
  )
  expect((await maria.client.interests.list({ caseId })).items).toHaveLength(3)
  await maria.client.interests.leaveCase({ id: c })
  expect((await maria.client.interests.leaveCase({ id: b })).caseId).toBeNull()
  expect((await maria.client.interests.get({ id })).caseId).toBeNull()
})

test('cases do not reach into another workspace', async () => {
  const { maria, id } = await team()
  const other = await team()
  await expect(maria.client.interests.joinCase({ ids: [id, other.id] })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect((await maria.client.interests.get({ id })).caseId).toBeNull()
})

test('each verb is closed to readers, to another workspace and to strangers', async () => {
  const { reader, id, pavel } = await team()
  const outsider = (await harness().newWorkspace()).owner
  const calls = (client: TestPerson['client']) => [
    () => client.interests.claim({ id }),
    () => client.interests.release({ id }),
    () => client.interests.assign({ id, memberId: pavel.memberId }),
    () => client.interests.handOver({ id, memberId: pavel.memberId, note: 'x' }),
    () => client.interests.process({ id, way: 'reason', reason: 'x' }),
    () => client.interests.reopen({ id }),
    () => client.interests.update({ id, level: 'junk' }),
    () => client.interests.note({ id, text: 'x' }),
    () => client.interests.leaveCase({ id }),
  ]
  const reads = (client: TestPerson['client']) => [
    () => client.interests.get({ id }),
    () => client.interests.history({ id }),
  ]
  for (const call of calls(reader.client)) await expect(call()).rejects.toMatchObject({ code: 'FORBIDDEN' })
  for (const call of reads(reader.client)) await expect(call()).resolves.toBeDefined()
  for (const call of [...calls(outsider.client), ...reads(outsider.client)])
    await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  for (const call of [...calls(harness().stranger), ...reads(harness().stranger)])
    await expect(call()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
})

test('ten people joining the same cards at once make one case', async () => {
  const { place, maria, pavel, id } = await team()
  const others = await place.run(async (ctx) => [
    await newInterest(ctx),
    await newInterest(ctx),
    await newInterest(ctx),
  ])
  const cards = [id, ...others]
  const joins = Array.from({ length: 10 }, (_, n) =>
    (n % 2 ? maria : pavel).client.interests.joinCase({ ids: n % 3 ? cards : cards.toReversed() }),
  )
  await Promise.all(joins)
  const { caseId } = await maria.client.interests.get({ id })
  expect((await maria.client.interests.list({ caseId: caseId ?? '' })).items).toHaveLength(4)
})
