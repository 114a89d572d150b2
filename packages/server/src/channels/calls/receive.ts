/** A stored push to news of a call, by the recipe of the service. */
import { ChannelError, type CallNews, type RawEvent, type ReceiveOutcome, type Words } from '../channel.ts'
import type { CallsConfig } from './config.ts'
import { kindOf, readPush, textAt, unreadable, valueOf } from './read-push.ts'
import { recipes } from './recipes/index.ts'
import type { Recipe, Rule, Source, Telling } from './recipe.ts'

const longestText = 200
const longestTalk = 7 * 86_400

export function receive(raw: RawEvent, { service }: CallsConfig): ReceiveOutcome {
  const recipe = recipes[service]
  const { data } = readPush(recipe, raw.body)
  const kind = kindOf(recipe, data, raw.meta['path'] ?? '')
  const rules = recipe.rules.filter(({ kinds }) => kinds.includes(kind))
  if (rules.length === 0) return { kind: 'ignored', reason: `unknown_kind:${kind.slice(0, 60)}` }
  const rule = rules.find((one) => fits(one, data))
  if (!rule?.tells) return { kind: 'ignored', reason: 'not_a_call' }
  return {
    kind: 'signals',
    items: [{ kind: 'call', call: tell(raw, { recipe, data, telling: rule.tells }) }],
  }
}

export function complain(raw: RawEvent, config: CallsConfig): Words | null {
  if (!recipes[config.service].complains) return null
  try {
    receive(raw, config)
    return null
  } catch (error) {
    if (error instanceof ChannelError) return error.words
    throw error
  }
}

function fits({ when = {} }: Rule, data: unknown): boolean {
  return Object.entries(when).every(([path, pattern]) => pattern.test(textAt(data, path)))
}

function tell(raw: RawEvent, read: { recipe: Recipe; data: unknown; telling: Telling }): CallNews {
  const { recipe, data, telling } = read
  const callId = textAt(data, recipe.callId)
  if (callId === '')
    throw unreadable(`В событии нет номера звонка (${recipe.callId})`, `The event has no ${recipe.callId}`)
  const direction = valueOf(data, telling.direction)
  return {
    callId,
    at: (recipe.at ? momentOf(textAt(data, recipe.at)) : null) ?? raw.receivedAt,
    direction: direction === 'in' || direction === 'out' ? direction : null,
    stage: telling.stage ?? null,
    phone: wordAt(data, telling.phone),
    name: wordAt(data, telling.name),
    line: wordAt(data, telling.line),
    operator: wordAt(data, telling.operator),
    startedAt: momentOf(valueOf(data, telling.startedAt)),
    talkSeconds: secondsOf(valueOf(data, telling.talkSeconds)),
    recordings: recordingsOf(data, telling.recording),
  }
}

function wordAt(data: unknown, source: Source | undefined): string | null {
  return valueOf(data, source).slice(0, longestText) || null
}

/** Unix seconds or milliseconds, or a date with its time zone; anything else says nothing. */
function momentOf(text: string): Date | null {
  if (/^\d{10}(\d{3})?$/.test(text)) return new Date(Number(text.padEnd(13, '0')))
  if (!/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(text)) return null
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? null : date
}

function secondsOf(text: string): number | null {
  if (!/^\d{1,9}(\.\d+)?$/.test(text)) return null
  return Math.min(Math.round(Number(text)), longestTalk)
}

function recordingsOf(data: unknown, recording: Telling['recording']): CallNews['recordings'] {
  const id = valueOf(data, recording?.id)
  if (id === '') return []
  const url = safeLink(valueOf(data, recording?.url))
  // A link that may not be opened is no recording; a number of one is.
  if (recording?.url !== undefined && url === null) return []
  return [{ id: id.slice(0, longestText * 10), url }]
}

/** Opened in the browser of a colleague: the web alone, and no address that hides where it leads. */
function safeLink(text: string): string | null {
  if (text === '' || text.length > 2000 || !URL.canParse(text)) return null
  const { protocol, username, password, href } = new URL(text)
  return /^https?:$/.test(protocol) && username === '' && password === '' ? href : null
}
