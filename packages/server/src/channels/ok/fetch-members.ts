/** Who came and who left: the list of members is read to its end and compared with the last time. */
import { ChannelError } from '../channel.ts'
import { readAnswer } from './api.ts'
import { askOk, type Session } from './discussions.ts'
import { openCursor } from './memory.ts'
import { storeFound } from './store-found.ts'
import { isIn, MemberPage, Statuses } from './update.ts'

const batch = 100
/** Larger groups would keep OK busy for longer than an hour: there joins and leaves are not watched. */
export const mostMembers = 50_000

/** Yields after every call. Nothing is remembered before the end, so a restart begins the list anew and misses nobody. */
export async function* walkMembers(session: Session, groupId: string): AsyncGenerator<void> {
  const now = yield* readMembers(session, groupId)
  if (now === null) return
  const cursor = openCursor(await session.cursor.read(), groupId, session.io.now())
  const before = cursor.members
  const look = (before?.look ?? 0) + 1
  const known = new Set(before?.people)
  const absent = [...known].filter((id) => !now.has(id))
  const went = yield* readGone(session, groupId, absent)
  if (session.io.signal.aborted) return
  // Whoever was in before the channel was connected is history.
  const came = before === null ? [] : [...now].filter((id) => !known.has(id))
  for (const part of parts(came, went))
    await storeFound(session, `members:${groupId}:${look}`, {
      found: 'members',
      groupId,
      look,
      ...part,
      at: session.io.now().toISOString(),
    })
  const gone = new Set(went.map(({ id }) => id))
  const people = [...new Set([...now, ...absent])].filter((id) => !gone.has(id))
  const latest = openCursor(await session.cursor.read(), groupId, session.io.now())
  await session.cursor.save({ ...latest, members: { look, people } })
}

/** Null where the looking ends early. */
async function* readMembers(session: Session, groupId: string): AsyncGenerator<void, Set<string> | null> {
  const people = new Set<string>()
  let anchor: string | null = null
  while (!session.io.signal.aborted) {
    if (people.size > mostMembers) throw tooLarge()
    const answer = await askOk(session, 'group.getMembers', {
      uid: groupId,
      count: String(batch),
      direction: 'FORWARD',
      ...(anchor !== null && { anchor }),
    })
    yield
    const page: ReturnType<typeof MemberPage.parse> = readAnswer(MemberPage, answer, 'group.getMembers')
    const before = people.size
    for (const { userId, status } of page.members ?? []) if (isIn(status)) people.add(userId)
    const next = page.anchor ?? null
    const isEnd = page.has_more === false || next === null || next === anchor
    if (isEnd || (people.size === before && page.has_more !== true)) return people
    anchor = next
  }
  return null
}

function tooLarge(): ChannelError {
  return new ChannelError('forbidden', {
    ru: `В группе больше ${mostMembers} участников: вступления и выходы не отслеживаются`,
    en: `The group has more than ${mostMembers} members: joins and leaves are not watched`,
  })
}

interface Gone {
  id: string
  removed: boolean
}

/** Pages shift while they are read, so OK is asked about everybody who is not on them. */
async function* readGone(
  session: Session,
  groupId: string,
  absent: readonly string[],
): AsyncGenerator<void, Gone[]> {
  const gone: Gone[] = []
  for (let from = 0; from < absent.length && !session.io.signal.aborted; from += batch) {
    const asked = absent.slice(from, from + batch)
    const answer = await askOk(session, 'group.getUserGroupsByIds', {
      group_id: groupId,
      uids: asked.join(','),
    })
    yield
    const told = readAnswer(Statuses, answer, 'group.getUserGroupsByIds')
    const statuses = new Map(told.map(({ userId, status }) => [userId, status ?? 'UNKNOWN']))
    for (const id of asked) {
      const status = statuses.get(id) ?? 'UNKNOWN'
      if (!isIn(status)) gone.push({ id, removed: status === 'BLOCKED' })
    }
  }
  return gone
}

/** An event of at most a hundred people each. */
function parts(came: readonly string[], went: readonly Gone[]): { came: string[]; went: Gone[] }[] {
  const found: { came: string[]; went: Gone[] }[] = []
  for (let from = 0; from < came.length; from += batch)
    found.push({ came: came.slice(from, from + batch), went: [] })
  for (let from = 0; from < went.length; from += batch)
    found.push({ came: [], went: went.slice(from, from + batch) })
  return found
}
