/** How the shop's people work a card: sooner or later, well or badly, as people do. */
import { randomUUID } from 'node:crypto'
import { isDefinedError } from '@otklik/contract'
import { deliverAnswer } from '../answers/index.ts'
import { keepFile, prepareFile } from '../files/index.ts'
import type { Platform } from '../platform/platform.ts'
import type { DemoClock } from './demo-clock.ts'
import type { PlannedLetter } from './plan.ts'
import type { Chance } from './random.ts'
import { drawScreenshot } from './screenshot.ts'
import type { Timeline } from './timeline.ts'
import { handoverNotes, notes, quietReasons } from './words/manners.ts'
import type { Colleague, World } from './world.ts'

export interface Office {
  platform: Platform
  world: World
  clock: DemoClock
  chance: Chance
  timeline: Timeline
}

export interface Card {
  id: string
  letter: PlannedLetter
  sourceType: string
  responsibleId: string | null
}

const minute = 60_000
const managerKeys = ['alina', 'denis', 'aigerim'] as const

/** Plans what will be done with a fresh card. */
export function planWork(office: Office, card: Card): void {
  const { chance } = office
  const { letter } = card
  if (letter.way === 'quiet') return planQuiet(office, card)
  const worker = chooseWorker(office, card)
  const seenAt = shiftTime(chance, new Date(letter.at.getTime() + delayOf(chance, letter) * minute))
  if (card.responsibleId === null && (letter.answer !== '' || chance.is(0.4)))
    act(office, seenAt, () => worker.client.interests.claim({ id: card.id }))
  if (letter.mood === 'bad')
    act(office, later(seenAt, 1), () =>
      worker.client.interests.update({ id: card.id, level: letter.answer === '' ? 'critical' : 'negative' }),
    )
  if (chance.is(0.12))
    act(office, later(seenAt, 2), () =>
      worker.client.interests.note({ id: card.id, text: chance.pick(notes) }),
    )
  if (letter.answer === '' || isForgotten(chance, letter)) return
  const closer = maybeHandOver(office, card, { worker, seenAt })
  if (closer) planAnswer(office, card, { worker: closer.worker, at: later(closer.at, chance.int(2, 14)) })
}

/** Likes are swept away in the morning. */
function planQuiet(office: Office, card: Card): void {
  const { chance } = office
  if (chance.is(0.2)) return
  const morning = shiftTime(chance, later(card.letter.at, 14 * 60))
  const worker = chooseWorker(office, card)
  act(office, morning, () =>
    worker.client.interests.process({
      id: card.id,
      way: 'no_reply_needed',
      reason: chance.pick(quietReasons),
    }),
  )
}

function planAnswer(office: Office, card: Card, { worker, at }: { worker: Colleague; at: Date }): void {
  const { chance } = office
  if (card.letter.way === 'mail') return answerByLetter(office, card, { worker, at })
  if (card.letter.mood === 'good' && chance.is(0.3)) {
    act(office, at, () =>
      worker.client.interests.process({
        id: card.id,
        way: 'no_reply_needed',
        reason: 'Спасибо сказали отметкой «Нравится»',
      }),
    )
    return
  }
  act(office, at, async () => {
    const content = await drawScreenshot({
      network: card.sourceType,
      author: card.letter.author,
      text: card.letter.text,
      answer: card.letter.answer,
    })
    const { workspaceId } = office.world
    const name = `otvet-${card.sourceType}.png`
    const prepared = await prepareFile(office.platform, workspaceId, { name, content })
    const file = await office.platform.inWorkspace(
      { workspaceId, actor: { kind: 'member', ...worker } },
      (ctx) => keepFile(ctx, prepared),
    )
    await worker.client.interests.addProof({ id: card.id, fileId: file.id })
  })
}

function answerByLetter(office: Office, card: Card, { worker, at }: { worker: Colleague; at: Date }): void {
  const answerId = randomUUID()
  const signed = `${card.letter.answer}\n\n${worker.name}, кофейня «Полдень»`
  act(office, at, () => worker.client.interests.answer({ id: card.id, answerId, text: signed, fileIds: [] }))
  const wait = office.platform.config.undoSeconds + 2
  act(office, new Date(at.getTime() + wait * 1000), () =>
    deliverAnswer(office.platform, { workspaceId: office.world.workspaceId, answerId }),
  )
}

/** Big customers go to Denis, who sells. */
function maybeHandOver(
  office: Office,
  card: Card,
  { worker, seenAt }: { worker: Colleague; seenAt: Date },
): { worker: Colleague; at: Date } | null {
  const { chance, world } = office
  const seller = world.people.get('denis')
  const isBig = /офис|договор|юрлиц|\d{2} кг|сертификатов сотрудникам|поставк/i.test(card.letter.text)
  if (!seller || seller.memberId === worker.memberId || !isBig || !chance.is(0.8))
    return { worker, at: seenAt }
  const at = later(seenAt, chance.int(3, 20))
  act(office, at, () =>
    worker.client.interests.handOver({
      id: card.id,
      memberId: seller.memberId,
      note: chance.pick(handoverNotes),
    }),
  )
  // Some wait to be taken up: their four hours run out.
  if (chance.is(0.2)) return null
  const takenAt = shiftTime(chance, later(at, chance.int(10, 200)))
  act(office, takenAt, () => seller.client.interests.claim({ id: card.id }))
  return { worker: seller, at: takenAt }
}

function chooseWorker({ world, chance }: Office, card: Card): Colleague {
  const own = [...world.people.values()].find(({ memberId }) => memberId === card.responsibleId)
  const found = own ?? world.people.get(chance.pick(managerKeys))
  if (!found) throw new Error('the shop has no managers')
  return found
}

/** Minutes until somebody looks: questions soon, praise when there is time, and now and then much too late. */
function delayOf(chance: Chance, letter: PlannedLetter): number {
  if (chance.is(0.06)) return chance.int(24 * 60, 60 * 60)
  if (letter.mood === 'good') return chance.int(20, 500)
  return Math.round(4 + 170 * chance.next() ** 2.4)
}

/** A few are never answered: the feed has something to be ashamed of. */
function isForgotten(chance: Chance, letter: PlannedLetter): boolean {
  return chance.is(letter.mood === 'bad' ? 0.09 : 0.025)
}

/** Nobody works at night (by Moscow): what comes then waits for the morning. */
export function shiftTime(chance: Chance, at: Date): Date {
  const hour = (at.getUTCHours() + 3) % 24
  if (hour >= 9 && hour < 22) return at
  const morning = new Date(at)
  morning.setUTCHours(6, chance.int(2, 50), chance.int(0, 59), 0)
  return morning > at ? morning : new Date(morning.getTime() + 24 * 60 * minute)
}

function later(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * minute)
}

/** Somebody else may have been faster: a refusal in words is part of the story, anything else is our fault. */
function act({ clock, timeline, platform }: Office, at: Date, work: () => Promise<unknown>): void {
  timeline.add(at, () =>
    clock.at(at, async () => {
      try {
        await work()
      } catch (error) {
        if (!isRefusal(error)) throw error
        platform.log.debug({ err: error }, 'demo: refused')
      }
    }),
  )
}

function isRefusal(error: unknown): boolean {
  return (
    isDefinedError(error) ||
    (error instanceof Error && 'status' in error && (error.status === 409 || error.status === 422))
  )
}
