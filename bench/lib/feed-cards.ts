/** Cards of three years, evenly over the time, almost all of them long processed. */
import { once } from 'node:events'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Chance } from '../../packages/server/src/demo/random.ts'
import { newId } from '../../packages/server/src/platform/ids.ts'

export interface CardPlan {
  chance: Chance
  text(): string
  cards: number
  workspaceId: string
  members: string[]
  products: string[]
  channels: string[]
}

const sources = [
  'vk',
  'vk',
  'vk',
  'ok',
  'mailbox',
  'mailbox',
  'site_form',
  'yandex_maps',
  '2gis',
  'avito',
  'telegram',
] as const
type Source = (typeof sources)[number]
const social = { activity: 'social', actions: ['comment', 'comment', 'comment', 'like', 'repost', 'mention'] }
const review = { activity: 'review', actions: ['review'] }
const kinds: Record<Source, { activity: string; actions: string[] }> = {
  vk: social,
  ok: social,
  telegram: social,
  mailbox: { activity: 'mail', actions: ['email', 'enquiry'] },
  site_form: { activity: 'site_form', actions: ['form_submission'] },
  yandex_maps: review,
  '2gis': review,
  avito: { activity: 'chat', actions: ['chat_message'] },
}
const ranks = ['junk', 'irrelevant', 'positive_neutral', 'negative', 'critical'] as const
const levels = [0, 1, 2, 2, 2, 2, 2, 2, 3, 4] as const
const spanMs = 3 * 365 * 86_400_000
const none = '\\N'

const columns =
  'workspace_id, id, channel_id, external_id, occurred_at, received_at, source_type, activity_class, action, source_url, source_title, contact_id, author_name, author, text, product_id, responsible_id, processed_at, processed_by_id, processed_by_name, processed_way, level, level_rank, is_public, proof_count'

export async function writeCards(connection: pg.ClientBase, plan: CardPlan): Promise<void> {
  const stream = connection.query(copyFrom(`copy interests (${columns}) from stdin`))
  const finished = once(stream, 'finish')
  const start = Date.now() - spanMs
  let chunk = ''
  for (let index = 0; index < plan.cards; index++) {
    chunk += `${cardLine(plan, index, new Date(start + (spanMs * index) / plan.cards).toISOString())}\n`
    if (chunk.length < 200_000) continue
    if (!stream.write(chunk)) await once(stream, 'drain')
    chunk = ''
  }
  stream.end(chunk)
  await finished
}

function cardLine({ chance, text, ...plan }: CardPlan, index: number, at: string): string {
  const source = chance.pick(sources)
  const { activity, actions } = kinds[source]
  const rank = chance.pick(levels)
  // What waits is mostly of the last weeks.
  const processed = chance.is(index > plan.cards * 0.98 ? 0.5 : 0.995)
  const by = processed ? chance.pick(plan.members) : none
  const responsible =
    processed || chance.is(0.5) ? (chance.is(0.95) ? chance.pick(plan.members) : none) : none
  const author = {
    network: source,
    photoUrl: null,
    profileUrl: `https://vk.com/id${index}`,
    email: null,
    phone: null,
  }
  return [
    plan.workspaceId,
    newId(),
    chance.pick(plan.channels),
    `event-${index}`,
    at,
    at,
    source,
    activity,
    chance.pick(actions),
    `https://vk.com/wall-1_${index}`,
    'Запись в сообществе',
    newId(),
    `Автор ${index % 50_000}`,
    JSON.stringify(author),
    text(),
    chance.is(0.4) ? chance.pick(plan.products) : none,
    responsible,
    processed ? at : none,
    by,
    processed ? 'Менеджер' : none,
    processed ? 'reason' : none,
    ranks[rank],
    rank,
    activity === 'social' || activity === 'review',
    0,
  ].join('\t')
}
