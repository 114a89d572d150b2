/** Discussions of the group: its topics, photos, videos and products with comments, the liveliest first. */
import type { FetchSession } from '../channel.ts'
import { callRest, readAnswer, type Answer } from './api.ts'
import { pace } from './pace.ts'
import type { Place } from './place.ts'
import type { OkSettings } from './settings.ts'
import { DiscussionList, type Discussion } from './update.ts'

export type Session = FetchSession<OkSettings>

const batch = 100

export async function listDiscussions(session: Session, groupId: string, pages = 1): Promise<Discussion[]> {
  const found: Discussion[] = []
  let anchor: string | null = null
  for (let page = 0; page < pages && !session.io.signal.aborted; page++) {
    const answer = await askOk(session, 'discussions.getList', {
      category: 'GROUP',
      count: String(batch),
      fields: 'discussion.*,group.*',
      ...(anchor !== null && { anchor, direction: 'FORWARD' }),
    })
    const list: ReturnType<typeof DiscussionList.parse> = readAnswer(
      DiscussionList,
      answer,
      'discussions.getList',
    )
    found.push(...(list.discussions ?? []).filter((one) => isOf(one, groupId)))
    const next = list.anchor ?? null
    if (list.has_more === false || next === null || next === anchor || !list.discussions?.length) break
    anchor = next
  }
  return found
}

/** A discussion of another group of the same administrator is not ours; one that names no group may be. */
function isOf({ ref_objects: refs }: Discussion, groupId: string): boolean {
  const groups = (refs ?? []).filter(({ type }) => type === 'GROUP')
  return groups.length === 0 || groups.some(({ id }) => id === groupId)
}

export function nameOfDiscussion({ object_type: type, object_id: id }: Discussion): string {
  return `${type}:${id}`
}

export function placeOfDiscussion({ object_type: type, object_id: id }: Discussion, groupId: string): Place {
  return { groupId, type, id }
}

/** Null where OK does not tell. */
export function bornAt({ creation_date_ms: ms, creation_date: text }: Discussion): number | null {
  if (typeof ms === 'number') return ms
  const moscow = text ? Date.parse(`${text.replace(' ', 'T')}+03:00`) : Number.NaN
  return Number.isNaN(moscow) ? null : moscow
}

/** A call of REST and the pause after it. */
export async function askOk(
  { config, io }: Pick<Session, 'config' | 'io'>,
  method: string,
  params: Record<string, string>,
): Promise<Answer> {
  const answer = await callRest({ config, io }, method, params)
  await pace(io)
  return answer
}
