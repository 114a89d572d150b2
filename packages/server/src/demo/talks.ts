/** Plays the dialogs: people write by the doors of outsiders, the shop answers by its own verbs. */
import { randomUUID } from 'node:crypto'
import type { OtklikClient } from '@otklik/contract'
import { deliverDialog } from '../conversations/index.ts'
import { guestOf, openGuests, type Guests } from './guests.ts'
import type { DialogPlaces } from './places.ts'
import { shiftTime, type Office } from './work.ts'
import type { Program } from '../start.ts'
import { admirers, colleagueTalk, posts, remarks, talks, type Talk, type TalkLine } from './words/talks.ts'
import type { Colleague } from './world.ts'

interface Stage extends Office {
  guests: Guests
  places: DialogPlaces
  now: Date
}

const minute = 60_000
const hour = 60 * minute

/** Puts every dialog, remark and like on the timeline. */
export function planTalks(
  program: Program,
  office: Office,
  { places, now }: { places: DialogPlaces; now: Date },
) {
  const guests = openGuests(program, office.world.workspaceId, places)
  const stage: Stage = { ...office, guests, places, now }
  for (const talk of talks) planTalk(stage, talk)
  planReactions(stage)
  planColleagues(stage)
}

function planTalk(stage: Stage, talk: Talk): void {
  const { chance, world } = stage
  const worker = talk.operator === null ? undefined : findColleague(world, talk.operator)
  const play: Play = { talk, worker, conversationId: '' }
  let at = startOf(stage, talk.hoursAgo)
  for (const [index, line] of talk.lines.entries()) {
    // What began minutes ago has to be over by now.
    const pause = index === 0 ? 0 : chance.int(1, 5)
    at = new Date(at.getTime() + pause * minute + chance.int(1, 40) * 1000)
    happen(stage, at, () => sayLine(stage, play, line))
  }
  if (talk.end)
    happen(stage, new Date(at.getTime() + chance.int(6, 20) * minute), () => endTalk(stage, play, at))
}

interface Play {
  talk: Talk
  worker: Colleague | undefined
  /** Known once the first message is read. */
  conversationId: string
}

async function sayLine(stage: Stage, play: Play, line: TalkLine): Promise<void> {
  const { talk, worker } = play
  if (line.by === 'person' || line.by === 'phone') {
    await (line.by === 'phone'
      ? stage.guests.leavePhone(talk.person, line.phone)
      : stage.guests.say(talk.person, talk.place, line.text))
    await stage.guests.settle()
    if (play.conversationId === '') play.conversationId = await newestDialog(stage, talk)
    return
  }
  if (!worker) throw new Error(`nobody leads the dialog of ${talk.person}`)
  const id = play.conversationId
  await worker.client.conversations.accept({ id })
  await worker.client.conversations.send({
    id,
    messageId: randomUUID(),
    kind: line.by === 'note' ? 'note' : 'message',
    ...(line.by === 'template' ? await fillTemplate(worker.client, line.name, id) : { text: line.text }),
  })
  await deliver(stage, id)
}

async function fillTemplate(client: OtklikClient, name: string, conversationId: string) {
  const { items } = await client.templates.list({ q: name })
  const found = items.find((one) => one.name === name)
  if (!found) throw new Error(`no template is named ${name}`)
  const { text } = await client.templates.render({ id: found.id, conversationId })
  return { text, templateId: found.id }
}

/** Nothing else happens meanwhile, so the newest dialog of the place is the one just begun. */
async function newestDialog({ world, places }: Stage, { place }: Talk): Promise<string> {
  const { items } = await world.owner.client.conversations.list({
    channelId: [places[place].channelId],
    order: 'newest',
    limit: 1,
  })
  const id = items[0]?.id
  if (id === undefined) throw new Error('a message made no dialog')
  return id
}

async function endTalk(stage: Stage, play: Play, saidAt: Date): Promise<void> {
  const { talk, worker, conversationId: id } = play
  if (!worker || !talk.end) throw new Error(`nobody leads the dialog of ${talk.person}`)
  const { end } = talk
  const dialogs = worker.client.conversations
  const after = (hours: number): string => new Date(saidAt.getTime() + hours * hour).toISOString()
  if (end.kind === 'snoozed') {
    await dialogs.noReplyNeeded({ id, reason: 'Ответ обещан позже' })
    await dialogs.snooze({ id, until: after(end.hours) })
    return
  }
  if (end.kind === 'planned') {
    const { interestId } = await dialogs.get({ id })
    const dueAt = new Date(stage.now.getTime() + end.hours * hour).toISOString()
    await dialogs.noReplyNeeded({ id, reason: 'Договорились о следующем разговоре' })
    if (interestId) await worker.client.plannedContacts.create({ interestId, dueAt, what: end.what })
    return
  }
  if (end.kind === 'without_reply') {
    await dialogs.accept({ id })
    await dialogs.close({ id, way: 'without_reply', reason: end.reason })
    return
  }
  await dialogs.noReplyNeeded({ id, reason: 'Вопрос решён' })
  await dialogs.close({ id, way: 'done' })
  await deliver(stage, id)
  await rate(stage, play, end)
}

async function rate(
  stage: Stage,
  { talk, conversationId: id }: Play,
  { rating, review }: { rating?: string; review?: { score: number; note: string } },
): Promise<void> {
  if (rating !== undefined) {
    await stage.guests.say(talk.person, talk.place, rating)
    await stage.guests.settle()
  }
  if (review) await findColleague(stage.world, 'control').client.conversations.review({ id, ...review })
}

/** The hours of a message are over: it goes out now, not when the workers start. */
async function deliver({ platform, world }: Stage, conversationId: string): Promise<void> {
  await deliverDialog(platform, { workspaceId: world.workspaceId, conversationId })
}

function planReactions(stage: Stage): void {
  const { chance, guests, now } = stage
  for (const { person, hoursAgo, text } of remarks)
    happen(stage, startOf(stage, hoursAgo), async () => {
      await guests.tell({ kind: 'comment', text, author: guestOf(person), place: chance.pick(posts) })
      await guests.settle()
    })
  for (const post of posts)
    for (const person of admirers.filter(() => chance.is(0.8)))
      happen(stage, new Date(now.getTime() - chance.int(2 * 60, 40 * 60) * minute), async () => {
        await guests.tell({ kind: 'like', author: guestOf(person), place: post })
        await guests.settle()
      })
}

function planColleagues(stage: Stage): void {
  const { world, now } = stage
  const memberIds = [findColleague(world, 'head').memberId]
  for (const [index, { by, text }] of colleagueTalk.entries())
    happen(stage, new Date(now.getTime() - 20 * hour + index * 7 * minute), async () => {
      const { id } = await world.owner.client.conversations.startWithColleagues({ memberIds })
      await findColleague(world, by).client.conversations.send({ id, messageId: randomUUID(), text })
    })
}

function startOf({ chance, now }: Stage, hoursAgo: number): Date {
  const at = new Date(now.getTime() - hoursAgo * hour)
  if (hoursAgo < 24) return at
  const shifted = shiftTime(chance, at)
  return shifted.getTime() < now.getTime() - 12 * hour ? shifted : at
}

function findColleague(world: Office['world'], key: string): Colleague {
  const found = key === 'owner' ? world.owner : world.people.get(key)
  if (!found) throw new Error(`nobody of the shop is ${key}`)
  return found
}

function happen({ clock, timeline }: Stage, at: Date, work: () => Promise<unknown>): void {
  timeline.add(at, () =>
    clock.at(at, async () => {
      await work()
    }),
  )
}
