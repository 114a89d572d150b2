/** Notices: who hears of what, when, by which way; and who does not. */
import { describe, expect, it } from 'vitest'
import { answers } from '../answers/answers.table.ts'
import { channels } from '../channels/channels.table.ts'
import { buildAuthor, newInterest } from '../interests/interests.fixtures.ts'
import { useHarness, type TestPerson, type TestWorkspace } from '../test/harness.ts'
import { tellAll } from './notices.jobs.ts'

const aCard = (
  home: TestWorkspace,
  { authorName = 'Кто-то', ...inbound }: { externalId: string; sourceType?: string; authorName?: string },
) =>
  home.run((ctx) =>
    newInterest(ctx, {
      ...inbound,
      author: buildAuthor({ name: authorName, externalId: inbound.externalId }),
    }),
  )

/** A mailbox with a trouble, told of as its keeper would. */
const aChannel = (home: TestWorkspace, state: 'failing' | 'stopped') =>
  home.run(async (ctx) => {
    const id = ctx.newId()
    const problem = {
      message: { ru: 'Неверный пароль', en: 'Wrong password' },
      since: ctx.now().toISOString(),
    }
    await ctx.db.insert(channels).values({
      workspaceId: home.id,
      id,
      kind: 'sandbox',
      name: 'Почта',
      state,
      settings: {},
      problem,
      createdAt: ctx.now(),
    })
    await ctx.events.emit({ type: 'channel.changed', data: { channelId: id } })
    return id
  })

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
    for (let n = 0; n < 5; n++)
      await aCard(home, { externalId: `vk-${n}`, sourceType: 'vk', authorName: `Автор ${n}` })
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
    await manager.client.interests.handOver({
      id: card,
      memberId: seller.memberId,
      note: 'Хочет купить партию',
    })
    await tell(home)
    expect((await manager.client.notices.list({ unread: true })).items).toMatchObject([
      { kind: 'assigned', interestId: card, who: 'Ирина' },
    ])
    expect((await seller.client.notices.list({ unread: true })).items).toMatchObject([
      { kind: 'handed_over', who: 'Мария', text: 'Хочет купить партию' },
    ])
    expect((await home.owner.client.notices.list({ unread: true })).items).toEqual([])
    await home.owner.client.interests.assign({ id: card, memberId: home.owner.memberId })
    await tell(home)
    expect((await home.owner.client.notices.list({ unread: true })).items).toEqual([])
  })

  it('counts cards given in one mass change', async () => {
    const home = await harness().newWorkspace()
    const manager = await home.join('manager')
    const ids = [
      await aCard(home, { externalId: '1' }),
      await aCard(home, { externalId: '2' }),
      await aCard(home, { externalId: '3' }),
    ]
    await home.owner.client.interests.bulk({
      selection: { ids },
      action: { kind: 'assign', memberId: manager.memberId },
    })
    await tell(home)
    expect((await inbox(manager)).filter(({ kind }) => kind === 'assigned')).toMatchObject([
      { count: 3, interestId: null },
    ])
  })

  it('finds @names in notes', async () => {
    const home = await harness().newWorkspace()
    const olga = await home.join('manager', 'Ольга Петрова')
    const card = await aCard(home, { externalId: '1' })
    await tell(home)
    for (const person of [home.owner, olga]) await person.client.notices.markAllRead({})
    await home.owner.client.interests.note({ id: card, text: 'Посмотри, @ольга, и @Анна Ким тоже' })
    await tell(home)
    expect((await olga.client.notices.list({ unread: true })).items).toMatchObject([
      { kind: 'mention', who: 'Анна Ким', interestId: card },
    ])
    expect((await home.owner.client.notices.list({ unread: true })).items).toEqual([])
  })

  it('tells who wrote an answer that it did not arrive', async () => {
    const home = await harness().newWorkspace()
    const manager = await home.join('manager')
    const card = await aCard(home, { externalId: '1', authorName: 'Ирина' })
    await tell(home)
    await manager.client.notices.markAllRead({})
    await home.run(async (ctx) => {
      const now = ctx.now()
      const answer = {
        workspaceId: home.id,
        id: ctx.newId(),
        interestId: card,
        channelId: ctx.newId(),
        memberId: manager.memberId,
        authorName: manager.name,
      }
      const target = { way: 'letter', to: { kind: 'email', address: 'irina@example.test' } }
      await ctx.db.insert(answers).values({
        ...answer,
        text: 'Да',
        target: target as never,
        state: 'bounced',
        error: 'Ящик переполнен',
        createdAt: now,
        sendAfter: now,
      })
      await ctx.events.emit({
        type: 'answer.changed',
        data: { interestId: card, answerId: answer.id, state: 'bounced' },
      })
    })
    await tell(home)
    expect((await manager.client.notices.list({ unread: true })).items).toMatchObject([
      { kind: 'answer_failed', interestId: card, who: 'Ирина', text: 'Ящик переполнен' },
    ])
    expect((await inbox(home.owner)).some(({ kind }) => kind === 'answer_failed')).toBe(false)
  })

  it('tells administrators of a stopped channel at once and once, of a failing one after ten minutes', async () => {
    const home = await harness().newWorkspace()
    const manager = await home.join('manager')
    const id = await aChannel(home, 'stopped')
    const again = () =>
      home.run((ctx) => ctx.events.emit({ type: 'channel.changed', data: { channelId: id } }))
    await tell(home)
    expect(await inbox(home.owner)).toMatchObject([
      { kind: 'channel_trouble', channelId: id, who: 'Почта', text: 'Неверный пароль', count: 1 },
    ])
    await home.owner.client.notices.markAllRead({})
    await again()
    await tell(home)
    expect(await home.owner.client.notices.unread({})).toEqual({ count: 0 })
    await aChannel(home, 'failing')
    await tell(home)
    expect(await home.owner.client.notices.unread({})).toEqual({ count: 0 })
    harness().clock.advance(10 * 60_000)
    await tell(home)
    expect(await home.owner.client.notices.unread({})).toEqual({ count: 1 })
    expect(await inbox(manager)).toEqual([])
  })

  it('tells administrators who has come by invitation', async () => {
    const home = await harness().newWorkspace()
    const { url } = await home.owner.client.members.invite({ email: 'new@example.test', role: 'manager' })
    const token = url?.split('/').at(-1) ?? ''
    await harness().stranger.members.acceptInvitation({
      token,
      name: 'Новенькая',
      password: 'очень длинный пароль 1',
    })
    await tell(home)
    expect(await inbox(home.owner)).toMatchObject([{ kind: 'invitation_accepted', who: 'Новенькая' }])
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
