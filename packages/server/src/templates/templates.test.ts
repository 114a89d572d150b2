import { describe, expect, it } from 'vitest'
import { buildMessage, openLine } from '../conversations/conversations.fixtures.ts'
import { newId } from '../platform/ids.ts'
import { useHarness } from '../test/harness.ts'

const harness = useHarness()

describe('a template', () => {
  it('is rendered for a dialog, sent, and its use is counted', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const line = await openLine(workspace)
    await line.tell(buildMessage('Есть доставка?', { occurredAt: harness().clock.now() }))
    const [dialog] = (await client.conversations.list({})).items
    const id = dialog?.id ?? ''
    const template = await client.templates.create({
      name: 'Доставка',
      folder: 'Магазин/ Регионы',
      text: '{имя}, доставляем по всей стране. {оператор}',
      variants: [{ sourceType: 'vk', text: 'Для ВК' }],
      shared: true,
    })
    expect(template).toMatchObject({ folder: 'Магазин / Регионы', usedCount: 0 })
    const { text, missing } = await client.templates.render({ id: template.id, conversationId: id })
    expect({ text, missing }).toEqual({ text: 'Иван, доставляем по всей стране. Анна', missing: [] })
    await client.conversations.accept({ id })
    await client.conversations.send({ id, messageId: newId(), text, templateId: template.id })
    await harness().drain()
    expect((await client.templates.list({})).items).toMatchObject([{ id: template.id, usedCount: 1 }])
  })

  it('of a colleague is not seen; the team’s is changed by its maker and heads', async () => {
    const workspace = await harness().newWorkspace()
    const [boris, vera] = [await workspace.join('manager', 'Борис'), await workspace.join('manager', 'Вера')]
    const own = await boris.client.templates.create({ name: 'Моё', text: 'Текст' })
    const team = await boris.client.templates.create({ name: 'Общее', text: 'Текст', shared: true })
    expect((await vera.client.templates.list({})).items.map(({ name }) => name)).toEqual(['Общее'])
    await expect(vera.client.templates.update({ id: own.id, text: 'Чужое' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(vera.client.templates.remove({ id: team.id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await workspace.owner.client.templates.update({ id: team.id, text: 'Новый' })).toMatchObject({
      text: 'Новый',
    })
    await boris.client.templates.remove({ id: own.id })
    expect((await boris.client.templates.list({})).items).toHaveLength(1)
  })

  it.each(['json', 'csv'] as const)('goes to a %s file and comes back from it', async (format) => {
    const [home, other] = [await harness().newWorkspace(), await harness().newWorkspace()]
    const text = '=2+2; "кавычки"\nи строка'
    await home.owner.client.templates.create({ name: 'Первое', text, purpose: 'first', shared: true })
    const { content } = await home.owner.client.templates.exportAll({ format })
    expect(await other.owner.client.templates.importAll({ format, content })).toEqual({
      created: 1,
      updated: 0,
    })
    expect(await other.owner.client.templates.importAll({ format, content })).toEqual({
      created: 0,
      updated: 1,
    })
    expect((await other.owner.client.templates.list({})).items).toMatchObject([
      { name: 'Первое', text, purpose: 'first', shared: true },
    ])
    await expect(other.owner.client.templates.importAll({ format, content: 'мусор' })).rejects.toMatchObject({
      code: 'INVALID',
    })
  })
})
