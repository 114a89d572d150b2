/** What is known of a call: news are merged so that their order and their repeats change nothing. */
import type { CallNews, CallStage } from '../channels/channel.ts'

/** Of two words the one said farther in the call wins, then the later, then the greater: the same whichever came first. */
interface Said {
  value: string
  rank: number
  at: string
}

const named = ['direction', 'phone', 'name', 'line', 'operator'] as const

export type CallFacts = Partial<Record<(typeof named)[number], Said>> & {
  stage: CallStage | null
  startedAt: string | null
  talkSeconds: number | null
  /** By id, in its order. */
  recordings: { id: string; url: string | null }[]
}

export const nothingKnown: CallFacts = { stage: null, startedAt: null, talkSeconds: null, recordings: [] }

const stages: readonly CallStage[] = ['ringing', 'answered', 'missed', 'talked']

export function factsOf(news: CallNews): CallFacts {
  const rank = rankOf(news.stage)
  const at = news.at.toISOString()
  const said = named.flatMap((name) => {
    const value = news[name]
    return value === null ? [] : [[name, { value, rank, at }] as const]
  })
  return {
    ...Object.fromEntries(said),
    stage: news.stage,
    startedAt: (news.startedAt ?? news.at).toISOString(),
    talkSeconds: news.talkSeconds,
    recordings: news.recordings,
  }
}

export function mergeFacts(a: CallFacts, b: CallFacts): CallFacts {
  const said = named.flatMap((name) => {
    const winner = stronger(a[name], b[name])
    return winner ? [[name, winner] as const] : []
  })
  return {
    ...Object.fromEntries(said),
    stage: rankOf(a.stage) >= rankOf(b.stage) ? a.stage : b.stage,
    startedAt: earliest(a.startedAt, b.startedAt),
    talkSeconds: longest(a.talkSeconds, b.talkSeconds),
    recordings: joinRecordings(a.recordings, b.recordings),
  }
}

/** Somebody of ours speaks or spoke with the person. */
export function isTalk(stage: CallStage | null): boolean {
  return stage === 'answered' || stage === 'talked'
}

function rankOf(stage: CallStage | null): number {
  return stage === null ? -1 : stages.indexOf(stage)
}

function stronger(a: Said | undefined, b: Said | undefined): Said | undefined {
  if (!a || !b) return a ?? b
  if (a.rank !== b.rank) return a.rank > b.rank ? a : b
  if (a.at !== b.at) return a.at > b.at ? a : b
  return a.value >= b.value ? a : b
}

function earliest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}

function longest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.max(a, b)
}

function joinRecordings(a: CallFacts['recordings'], b: CallFacts['recordings']): CallFacts['recordings'] {
  const byId = new Map<string, string | null>()
  for (const { id, url } of [...a, ...b]) {
    const known = byId.get(id) ?? null
    byId.set(id, known !== null && url !== null ? (known < url ? known : url) : (known ?? url))
  }
  return [...byId].map(([id, url]) => ({ id, url })).toSorted((x, y) => (x.id < y.id ? -1 : 1))
}
