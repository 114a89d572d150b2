import { describe, expect, test } from 'vitest'
import { useHarness, type TestWorkspace } from '../test/harness.ts'
import { openMailbox, robotRule } from '../test/mailbox.ts'

const harness = useHarness()

const review = `Новый отзыв на сайте
Гость: Анна Ким
Связь с гостем: anna@example.test
Что сказано:
Кофе отличный,
приду ещё!
Страница: https://polden.example/kenya`

async function cards(place: TestWorkspace) {
  return (await place.owner.client.interests.list({ limit: 100 })).items
}

async function finished(place: TestWorkspace, id: string) {
  await harness().drain()
  return place.owner.client.operations.get({ id })
}

describe('at intake', () => {
  test('the first rule that fits names source, class, action, author, words, product and colleague', async () => {
    const place = await harness().newWorkspace()
    const manager = await place.join('manager', 'Пётр Ли')
    const product = await place.owner.client.products.create({ name: 'Кения АА' })
    const label = (name: string) => ({ kind: 'label' as const, label: name })
    await place.owner.client.mailRules.create(
      robotRule({
        sourceType: 'yandex_maps',
        sourceTitle: 'Отзывы на сайте',
        activityClass: 'review',
        action: 'review',
        isPublic: true,
        level: 'negative',
        productId: product.id,
        memberId: manager.memberId,
        extract: [
          { target: 'authorName', by: label('Гость') },
          { target: 'authorEmail', by: label('Связь с гостем') },
          { target: 'sourceUrl', by: label('Страница') },
          { target: 'text', by: { kind: 'example', before: 'Что сказано:', after: 'Страница:' } },
        ],
      }),
    )
    await place.owner.client.mailRules.create(robotRule({ sourceType: 'other' }, 'Второе'))
    await (await openMailbox(harness(), place)).receive({ text: review })
    const [card] = await cards(place)
    expect(card).toMatchObject({
      sourceType: 'yandex_maps',
      source: { title: 'Отзывы на сайте', url: 'https://polden.example/kenya' },
      activityClass: 'review',
      action: 'review',
      isPublic: true,
      level: 'negative',
      text: 'Кофе отличный,\nприду ещё!',
      author: { name: 'Анна Ким' },
      product: { id: product.id },
      responsible: { id: manager.memberId },
    })
    const detail = await place.owner.client.interests.get({ id: card?.id ?? '' })
    expect(detail.recognisedBy).toMatchObject({ code: 'mail_rule', params: { rule: 'Отзывы с сайта' } })
    expect(detail.warnings).toContain('sender_unverified')
  })

  test('a rule keeps letters out of the feed, another makes a card of a mailing', async () => {
    const place = await harness().newWorkspace()
    await place.owner.client.mailRules.create({
      ...robotRule({ disposition: 'ignore' }),
      conditions: [{ field: 'subject', op: 'contains', value: 'сводка' }],
    })
    await place.owner.client.mailRules.create({
      ...robotRule({ disposition: 'card' }, 'Заявки'),
      conditions: [{ field: 'subject', op: 'contains', value: 'заявка' }],
    })
    const box = await openMailbox(harness(), place)
    const headers = ['List-Unsubscribe: <https://polden-site.example/u>', 'Precedence: bulk']
    await box.receive({ subject: 'Сводка за день', text: 'Ничего важного' })
    await box.receive({ subject: 'Заявка на опт', text: 'Нужно сто пачек', headers })
    await box.receive({ subject: 'Наши новости', text: 'Скидки!', headers })
    expect((await cards(place)).map((card) => card.text)).toEqual(['Нужно сто пачек'])
    const kept = await place.owner.client.letters.list({ outcome: ['list'] })
    expect(kept.items.map((item) => item.subject).toSorted()).toEqual(['Наши новости', 'Сводка за день'])
    expect(kept.items.find((item) => item.subject === 'Сводка за день')?.reason.ru).toContain(
      'Правило «Отзывы с сайта»',
    )
  })

  test('a rule that is off, and a colleague who has left, change nothing', async () => {
    const place = await harness().newWorkspace()
    const gone = await place.join('manager')
    await place.owner.client.mailRules.create({ ...robotRule({ sourceType: 'other' }), enabled: false })
    await place.owner.client.mailRules.create(robotRule({ memberId: gone.memberId }, 'Ушедшему'))
    await place.owner.client.members.update({ id: gone.memberId, disabled: true })
    await (await openMailbox(harness(), place)).receive({ text: 'Привет' })
    expect((await cards(place))[0]).toMatchObject({ responsible: null })
    expect((await cards(place))[0]?.sourceType).not.toBe('other')
  })
})

describe('the preview', () => {
  test('says how many of the last letters match and how each card would differ, and writes nothing', async () => {
    const place = await harness().newWorkspace()
    const box = await openMailbox(harness(), place)
    await box.receive({ text: review, ago: 3 })
    await box.receive({ text: 'Другое', ago: 2 })
    await box.receive({ from: '"Олег" <oleg@example.test>', text: 'Вопрос', ago: 1 })
    const rule = robotRule({
      sourceType: 'other',
      extract: [{ target: 'authorName', by: { kind: 'label', label: 'Гость' } }],
    })
    const preview = await place.owner.client.mailRules.preview({ rule })
    expect(preview).toMatchObject({ checked: 3, matched: 2, changed: 2, shadowed: [] })
    const first = preview.items.find((item) => item.withRule.card?.authorName === 'Анна Ким')
    expect(first?.changes).toEqual(expect.arrayContaining(['sourceType', 'authorName']))
    expect(first?.withRule.card?.unverified).toBe(true)
    expect((await cards(place)).every((card) => card.sourceType !== 'other')).toBe(true)
  })

  test('tells which rule above takes the letters', async () => {
    const place = await harness().newWorkspace()
    await (await openMailbox(harness(), place)).receive({ text: 'Раз' })
    const first = await place.owner.client.mailRules.create(robotRule({}, 'Первое'))
    const draft = robotRule({ sourceType: 'other' }, 'Новое')
    expect(await place.owner.client.mailRules.preview({ rule: draft })).toMatchObject({
      matched: 0,
      shadowed: [{ rule: 'Первое', count: 1 }],
    })
    expect(await place.owner.client.mailRules.preview({ id: first.id, rule: draft })).toMatchObject({
      matched: 1,
      changed: 1,
    })
  })

  test('reads one sample by the marks', async () => {
    const place = await harness().newWorkspace()
    await (await openMailbox(harness(), place)).receive({ text: review })
    const [letter] = (await place.owner.client.letters.list({})).items
    const rule = robotRule({
      extract: [
        { target: 'authorEmail', by: { kind: 'label', label: 'Связь с гостем' } },
        { target: 'authorPhone', by: { kind: 'label', label: 'Телефон' } },
      ],
    })
    const reading = await place.owner.client.mailRules.readSample({ letterId: letter?.id ?? '', rule })
    expect(reading).toEqual({
      matches: true,
      extracted: [
        { target: 'authorEmail', value: 'anna@example.test' },
        { target: 'authorPhone', value: null },
      ],
    })
  })
})

describe('the past', () => {
  test('is counted, changed where nobody corrected it, and given back', async () => {
    const place = await harness().newWorkspace()
    const { client } = place.owner
    const box = await openMailbox(harness(), place)
    for (const ago of [4, 3, 2]) await box.receive({ text: `${review}\nНомер: ${ago}`, ago })
    await box.receive({ from: '"Олег" <oleg@example.test>', text: 'Вопрос', ago: 1 })
    const before = (await cards(place)).filter((card) => card.text !== 'Вопрос')
    const byHand = before[0]
    await client.interests.update({ id: byHand?.id ?? '', level: 'critical' })
    const rule = await client.mailRules.create(
      robotRule({
        sourceType: 'other',
        level: 'negative',
        extract: [
          { target: 'authorName', by: { kind: 'label', label: 'Гость' } },
          { target: 'text', by: { kind: 'label', label: 'Что сказано' } },
        ],
      }),
    )
    const counted = await finished(
      place,
      (await client.mailRules.applyToPast({ id: rule.id, mode: 'count' })).id,
    )
    expect(counted).toMatchObject({
      state: 'done',
      done: 4,
      total: 4,
      outcome: { matched: 3, changed: 3, noCard: 0 },
    })
    expect((await cards(place)).every((card) => card.sourceType !== 'other')).toBe(true)

    const applied = await client.mailRules.applyToPast({ id: rule.id, mode: 'apply' })
    expect(await finished(place, applied.id)).toMatchObject({ state: 'done', outcome: { changed: 3 } })
    const after = (await cards(place)).filter((card) => card.sourceType === 'other')
    expect(after).toHaveLength(3)
    expect(
      after.every((card) => card.author?.name === 'Анна Ким' && card.text === 'Кофе отличный,\nприду ещё!'),
    ).toBe(true)
    expect(after.find((card) => card.id === byHand?.id)?.level).toBe('critical')
    expect(after.filter((card) => card.level === 'negative')).toHaveLength(2)
    expect((await client.mailRules.get({ id: rule.id })).lastApplication).toMatchObject({
      changed: 3,
      undone: false,
    })

    const corrected = after.find((card) => card.id !== byHand?.id)
    await client.interests.update({ id: corrected?.id ?? '', level: 'irrelevant' })
    const undone = await finished(place, (await client.mailRules.undoApplication({ id: applied.id })).id)
    expect(undone).toMatchObject({ state: 'done', outcome: { restored: 3, kept: 0 } })
    const restored = await cards(place)
    for (const was of before) {
      const now = restored.find((card) => card.id === was.id)
      expect(now).toMatchObject({ sourceType: was.sourceType, text: was.text, author: was.author })
    }
    expect(restored.find((card) => card.id === corrected?.id)?.level).toBe('irrelevant')
    expect((await client.mailRules.get({ id: rule.id })).lastApplication?.undone).toBe(true)
  })

  test('is done once, however often the rule is applied', async () => {
    const place = await harness().newWorkspace()
    await (await openMailbox(harness(), place)).receive({ text: review })
    const rule = await place.owner.client.mailRules.create(robotRule({ sourceType: 'other' }))
    await finished(place, (await place.owner.client.mailRules.applyToPast({ id: rule.id, mode: 'apply' })).id)
    const again = await finished(
      place,
      (await place.owner.client.mailRules.applyToPast({ id: rule.id, mode: 'apply' })).id,
    )
    expect(again.outcome).toMatchObject({ matched: 1, changed: 0, same: 1 })
  })

  test('a card somebody answers for is not given to another', async () => {
    const place = await harness().newWorkspace()
    const manager = await place.join('manager')
    await (await openMailbox(harness(), place)).receive({ text: review })
    const [card] = await cards(place)
    await place.owner.client.interests.claim({ id: card?.id ?? '' })
    const rule = await place.owner.client.mailRules.create(robotRule({ memberId: manager.memberId }))
    await finished(place, (await place.owner.client.mailRules.applyToPast({ id: rule.id, mode: 'apply' })).id)
    expect((await cards(place))[0]?.responsible?.id).toBe(place.owner.memberId)
  })
})

describe('the list', () => {
  test('is copied, ordered, switched and emptied, and every step is in the log', async () => {
    const { owner } = await harness().newWorkspace()
    const first = await owner.client.mailRules.create(robotRule({}, 'Первое'))
    const second = await owner.client.mailRules.create(robotRule({}, 'Второе'))
    const copy = await owner.client.mailRules.duplicate({ id: first.id })
    expect(copy).toMatchObject({ name: 'Первое (2)', enabled: false, position: 1 })
    const names = async () => (await owner.client.mailRules.list()).items.map((rule) => rule.name)
    expect(await names()).toEqual(['Первое', 'Первое (2)', 'Второе'])
    await owner.client.mailRules.reorder({ ids: [second.id, copy.id, first.id] })
    expect(await names()).toEqual(['Второе', 'Первое (2)', 'Первое'])
    await expect(owner.client.mailRules.reorder({ ids: [second.id] })).rejects.toMatchObject({
      code: 'INVALID',
    })
    await owner.client.mailRules.update({ id: copy.id, enabled: true })
    await owner.client.mailRules.remove({ id: first.id })
    expect(await names()).toEqual(['Второе', 'Первое (2)'])
    const actions = (await owner.client.audit.list({ objectKind: 'mail_rule' })).items.map(
      (entry) => entry.action,
    )
    expect(actions).toEqual(
      expect.arrayContaining([
        'mail_rule.created',
        'mail_rule.updated',
        'mail_rule.reordered',
        'mail_rule.removed',
      ]),
    )
  })

  test('is closed to outsiders and to those who may not change rules', async () => {
    const here = await harness().newWorkspace()
    const other = await harness().newWorkspace()
    const manager = await here.join('manager')
    const rule = await here.owner.client.mailRules.create(robotRule({}))
    const foreign = await other.owner.client.products.create({ name: 'Чужой' })
    await (await openMailbox(harness(), here)).receive({ text: review })
    const [letter] = (await here.owner.client.letters.list({})).items
    expect((await manager.client.mailRules.list()).items).toHaveLength(1)
    await expect(manager.client.mailRules.create(robotRule({}))).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(manager.client.mailRules.preview({ rule: robotRule({}) })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await expect(manager.client.mailRules.applyToPast({ id: rule.id, mode: 'apply' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await expect(other.owner.client.mailRules.update({ id: rule.id, name: 'Чужое' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(
      other.owner.client.mailRules.applyToPast({ id: rule.id, mode: 'apply' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(
      other.owner.client.mailRules.readSample({ letterId: letter?.id ?? '', rule: robotRule({}) }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(
      here.owner.client.mailRules.create(robotRule({ productId: foreign.id })),
    ).rejects.toMatchObject({ code: 'INVALID' })
    await expect(harness().stranger.mailRules.list()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    expect((await other.owner.client.mailRules.preview({ rule: robotRule({}) })).checked).toBe(0)
  })
})
