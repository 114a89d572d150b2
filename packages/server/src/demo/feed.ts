/** Fills the demo world: weeks of letters and dialogs through the real intake, and people who worked part of them. */
import { getInterestRow } from '../interests/index.ts'
import type { Program } from '../start.ts'
import type { DemoClock } from './demo-clock.ts'
import { openMailroom, type Mailroom, type ReadyLetter } from './intake.ts'
import { createPlanner, planTimes } from './plan.ts'
import { createChance } from './random.ts'
import { planStories, quarrelIds } from './stories.ts'
import { planTalks } from './talks.ts'
import { createTimeline } from './timeline.ts'
import { planWork, type Office } from './work.ts'
import type { World } from './world.ts'

export interface FeedSize {
  letters: number
  days: number
  /** The same seed makes the same letters and the same work. */
  seed?: number
}

export async function feedWorld(
  program: Program,
  world: World,
  clock: DemoClock,
  size: FeedSize,
): Promise<{ letters: number; happenings: number }> {
  const { platform } = program
  const chance = createChance(size.seed ?? 1206)
  const now = new Date()
  const planner = createPlanner(chance, 1000)
  const made = planTimes(chance, now, { count: size.letters, dayCount: size.days }).map((at) =>
    planner.next(at),
  )
  const planned = [...made, ...planStories(now)].toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const mailroom = await openMailroom(platform, world)
  const ready = await Promise.all(planned.map((letter) => mailroom.take(letter)))
  const timeline = createTimeline()
  const office: Office = { platform, world, clock, chance, timeline }
  const cards = new Map<string, string>()
  for (const one of ready)
    timeline.add(one.letter.at, () =>
      clock.at(one.letter.at, () => receive(office, mailroom, { ready: one, cards })),
    )
  const head = world.people.get('head')
  timeline.add(new Date(now.getTime() - 3.2 * 86_400_000), () =>
    clock.at(new Date(now.getTime() - 3.2 * 86_400_000), () => joinQuarrel(head?.client, cards)),
  )
  planTalks(program, office, { places: world.places, now })
  const happenings = await timeline.run(now)
  return { letters: planned.length, happenings }
}

async function receive(
  office: Office,
  mailroom: Mailroom,
  { ready, cards }: { ready: ReadyLetter; cards: Map<string, string> },
): Promise<void> {
  const id = await mailroom.write(ready)
  if (id === null) return
  cards.set(ready.letter.id, id)
  const { platform, world } = office
  const row = await platform.inWorkspace(
    { workspaceId: world.workspaceId, actor: { kind: 'system', name: 'demo' } },
    (ctx) => getInterestRow(ctx, id),
  )
  if (row.processedAt === null)
    planWork(office, {
      id,
      letter: ready.letter,
      sourceType: row.sourceType,
      responsibleId: row.responsibleId,
    })
}

/** One person complains in three places: the head sees that it is one matter. */
async function joinQuarrel(
  head: World['owner']['client'] | undefined,
  cards: ReadonlyMap<string, string>,
): Promise<void> {
  const ids = quarrelIds.flatMap((name) => cards.get(name) ?? [])
  if (!head || ids.length < 2) return
  await head.interests.joinCase({ ids })
  for (const id of ids) await head.interests.update({ id, level: 'critical' })
  await head.interests.note({
    id: ids[0] ?? '',
    text: 'Одна и та же покупательница пишет в трёх местах. Отвечаю сам, после проверки партии 1411.',
  })
}
