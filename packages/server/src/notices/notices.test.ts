/** Notices: who hears of what, when, by which way; and who does not. */
import { describe, expect, it } from 'vitest'
import { buildAuthor, newInterest } from '../interests/interests.fixtures.ts'
import { useHarness, type TestPerson, type TestWorkspace } from '../test/harness.ts'
import { tellAll } from './notices.jobs.ts'

const aCard = (home: TestWorkspace, { authorName = 'Кто-то', ...inbound }: { externalId: string; sourceType?: string; authorName?: string }) =>
  home.run((ctx) => newInterest(ctx, { ...inbound, author: buildAuthor({ name: authorName, externalId: inbound.externalId }) }))

describe('the inbox', () => {
  const harness = useHarness()
  const tell = async (home: TestWorkspace) => {
    await harness().drain()
    await tellAll(harness().program.platform, home.id)
    await harness().drain()
  }
  const inbox = async (person: TestPerson) => (await person.client.notices.list({})).items

  it('counts a burst of new cards in one notice by source, for everybody who works', async () => {
    const home = await harness().newWorkspace()
    const manager = await home.join('manager')
    const analyst = await home.join('analyst')
    for (let n = 0; n < 5; n++) await aCard(home, { externalId: `vk-${n}`, sourceType: 'vk', authorName: `Автор ${n}` })
    const mail = await aCard(home, { externalId: 'm-1', sourceType: 'mailbox', authorName: 'Ольга' })
    await tell(home)
    expect(await inbox(manager)).toMatchObject([
      { kind: 'new_card', sourceType: 'mailbox', count: 1, who: 'Ольга', interestId: mail, readAt: null },
      { kind: 'new_card', sourceType: 'vk', count: 5, who: 'Автор 4' },
    ])
    expect(await manager.client.notices.unread({})).toEqual({ count: 2 })
    expect(await inbox(analyst)).toEqual([])
  })

  it('joins what comes later to the unread notice and begins anew after reading', async () => {
    const home = await harness().newWorkspace()
    await aCard(home, { externalId: 'a', sourceType: 'vk' })
    await tell(home)
    await aCard(home, { externalId: 'b', sourceType: 'vk' })
    await tell(home)
    const [notice] = await inbox(home.owner)
    expect(notice).toMatchObject({ count: 2 })
    await home.owner.client.notices.markRead({ id: notice?.id ?? '' })
    await aCard(home, { externalId: 'c', sourceType: 'vk' })
    await tell(home)
    expect((await inbox(home.owner)).map(({ count }) => count)).toEqual([1, 2])
    expect(await home.owner.client.notices.markAllRead({})).toEqual({ count: 1 })
    expect(await home.owner.client.notices.unread({})).toEqual({ count: 0 })
  })

  it('says nothing of a card that somebody has taken meanwhile', async () => {
    const home = await harness().newWorkspace()
    const manager = await home.join('manager')
    await home.run((ctx) => newInterest(ctx, {}, { preset: { memberId: manager.memberId } }))
    await tell(home)
    expect(await inbox(home.owner)).toEqual([])
    expect(await inbox(manager)).toMatchObject([{ kind: 'assigned' }])
  })

  it('tells the person a card is given or handed over to, and not who did it', async () => {
    const home = await harness().newWorkspace()
    const [manager, seller] = [await home.join('manager', 'Мария'), await home.join('manager', 'Сергей')]
    const card = await aCard(home, { externalId: '1', authorName: 'Ирина' })
    await tell(home)
    for (const person of [home.owner, manager, seller]) await person.client.notices.markAllRead({})
    await home.owner.client.interests.assign({ id: card, memberId: manager.memberId })
    await tell(home)
    await manager.client.interests.handOver({ id: card, memberId: seller.memberId, note: 'Хочет купить партию' })
    await tell(home)
    expect((await manager.client.notices.list({ unread: true })).items).toMatchObject([{ kind: 'assigned', interestId: card, who: 'Ирина' }])
    expect((await seller.client.notices.list({ unread: true })).items).toMatchObject([{ kind: 'handed_over', who: 'Мария', text: 'Хочет купить партию' }])
    expect((await home.owner.client.notices.list({ unread: true })).items).toEqual([])
    await home.owner.client.interests.assign({ id: card, memberId: home.owner.memberId })
    await tell(home)
    expect((await home.owner.client.notices.list({ unread: true })).items).toEqual([])
  })

  it('counts cards given in one mass change', async () => {
    const home = await harness().newWorkspace()
    const manager = await home.join('manager')
    const ids = [await aCard(home, { externalId: '1' }), await aCard(home, { externalId: '2' }), await aCard(home, { externalId: '3' })]
    await home.owner.client.interests.bulk({ selection: { ids }, action: { kind: 'assign', memberId: manager.memberId } })
    await tell(home)
    expect((await inbox(manager)).filter(({ kind }) => kind === 'assigned')).toMatchObject([{ count: 3, interestId: null }])
  })

  it('finds @names in notes', async () => {
    const home = await harness().newWorkspace()
    const olga = await home.join('manager', 'Ольга Петрова')
    const card = await aCard(home, { externalId: '1' })
    await tell(home)
    for (const person of [home.owner, olga]) await person.client.notices.markAllRead({})
    await home.owner.client.interests.note({ id: card, text: 'Посмотри, @ольга, и @Анна Ким тоже' })
    await tell(home)
    expect((await olga.client.notices.list({ unread: true })).items).toMatchObject([{ kind: 'mention', who: 'Анна Ким', interestId: card }])
    expect((await home.owner.client.notices.list({ unread: true })).items).toEqual([])
  })

  it('keeps each inbox to its person', async () => {
    const home = await harness().newWorkspace()
    const manager = await home.join('manager')
    const outsider = (await harness().newWorkspace()).owner
    await aCard(home, { externalId: '1' })
    await tell(home)
    const [notice] = await inbox(home.owner)
    const id = notice?.id ?? ''
    await expect(manager.client.notices.markRead({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(outsider.client.notices.markRead({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(harness().stranger.notices.list({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    const { secret } = await home.owner.client.apiKeys.create({ name: 'сайт', scopes: ['interests.read'] })
    await expect(harness().withKey(secret).notices.list({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
