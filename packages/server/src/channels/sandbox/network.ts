/** The sandbox as a network of its own: a small server that knows people, posts and files, and what may be done. */
import { z } from 'zod'
import {
  ChannelError,
  type Capability,
  type ChannelAct,
  type ChannelIo,
  type FetchedFile,
  type InboundAuthor,
  type Inspection,
  type SourceObject,
  type Upkeep,
  type UpkeepSession,
} from '../channel.ts'

export interface NetworkSettings {
  network?: string | undefined
}

const everything: Capability[] = [
  'receive_messages',
  'receive_comments',
  'receive_reactions',
  'receive_members',
  'answer_message',
  'answer_comment',
  'like',
  'hide_comment',
  'remove_comment',
]

const Account = z.object({
  id: z.string(),
  name: z.string(),
  /** What the sandbox forbids us, with what to do about it. */
  forbidden: z.array(z.object({ capability: z.enum(everything), fix: z.string() })).default([]),
  /** When the token ends. */
  until: z.iso.datetime().optional(),
})

export async function inspect({ network }: NetworkSettings, io: ChannelIo): Promise<Inspection> {
  const account =
    network === undefined
      ? { id: 'sandbox', name: 'Песочница', forbidden: [] }
      : Account.parse(await ask(io, `${network}/account`))
  const forbidden = account.forbidden.map(({ capability }) => capability)
  return {
    account: { id: account.id, name: account.name, url: null, photoUrl: null },
    works: everything.filter((one) => !forbidden.includes(one)),
    missing: account.forbidden.map(({ capability, fix }) => ({
      capability,
      reason: { ru: 'Песочница не разрешает', en: 'The sandbox does not allow it' },
      howToFix: { ru: fix, en: fix },
    })),
    expires:
      'until' in account && account.until
        ? [{ what: { ru: 'Ключ песочницы', en: 'Key of the sandbox' }, at: new Date(account.until) }]
        : [],
    notices: [],
  }
}

/** Tells the sandbox where to push; it may hand out a new key. */
export async function maintain({
  config,
  io,
  hook,
  memory,
  goal,
}: UpkeepSession<NetworkSettings>): Promise<Upkeep> {
  if (config.network === undefined) return { memory, note: null }
  const wanted = goal === 'gone' ? null : (hook?.url ?? null)
  const answer = z
    .object({ subscribed: z.string().nullable(), key: z.string().optional() })
    .parse(await ask(io, `${config.network}/hook`, { url: wanted, goal }))
  return {
    memory: { subscribed: answer.subscribed },
    ...(answer.key && { secrets: { key: answer.key } }),
    note: null,
  }
}

export async function lookUpPeople(
  ids: string[],
  { network }: NetworkSettings,
  io: ChannelIo,
): Promise<InboundAuthor[]> {
  if (network === undefined) return []
  const people = z
    .array(z.object({ id: z.string(), name: z.string(), photo: z.url().optional() }))
    .parse(await ask(io, `${network}/people?ids=${encodeURIComponent(ids.join())}`))
  return people.map(({ id, name, photo }) => ({
    network: 'sandbox',
    externalId: id,
    name,
    photoUrl: photo ?? null,
    profileUrl: null,
    email: null,
    phone: null,
  }))
}

export async function lookUpObjects(
  ids: string[],
  { network }: NetworkSettings,
  io: ChannelIo,
): Promise<SourceObject[]> {
  if (network === undefined) return []
  const posts = z
    .array(z.object({ id: z.string(), title: z.string(), text: z.string(), url: z.url() }))
    .parse(await ask(io, `${network}/posts?ids=${encodeURIComponent(ids.join())}`))
  return posts.map((post) => ({ ...post, photoUrl: null, at: null }))
}

export async function fetchFile(
  remoteRef: string,
  { network }: NetworkSettings,
  io: ChannelIo,
): Promise<FetchedFile> {
  const answer =
    network === undefined ? null : await io.fetch(`${network}/files/${encodeURIComponent(remoteRef)}`)
  if (!answer?.ok) {
    throw new ChannelError('not_found', {
      ru: 'В песочнице больше нет этого файла',
      en: 'The sandbox no longer has this file',
    })
  }
  return {
    content: new Uint8Array(await answer.arrayBuffer()),
    mime: answer.headers.get('content-type'),
    name: null,
  }
}

export async function act(wanted: ChannelAct, { network }: NetworkSettings, io: ChannelIo): Promise<void> {
  if (network !== undefined) await ask(io, `${network}/acts`, wanted)
}

async function ask(io: ChannelIo, url: string, body?: object): Promise<unknown> {
  const answer = await io.fetch(url, {
    method: body ? 'POST' : 'GET',
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  if (answer.ok) return answer.json()
  const words = { ru: `Песочница ответила ${answer.status}`, en: `The sandbox answered ${answer.status}` }
  if (answer.status === 401) throw new ChannelError('auth', words)
  if (answer.status === 403) throw new ChannelError('forbidden', words)
  throw new ChannelError(answer.status === 404 ? 'not_found' : 'retry', words)
}
