/** Names of people and descriptions of posts, which events give only by number. */
import { z } from 'zod'
import type { ChannelIo, InboundAuthor, SourceObject } from '../channel.ts'
import { openReader, openVk, type Vk } from './api.ts'
import { Groups } from './community.ts'
import { Id, Market, Photo, Post, Video } from './event.ts'
import {
  authorOf,
  keyOfThing,
  linkToThing,
  parseKey,
  shownText,
  titleOfText,
  type ThingKind,
} from './place.ts'
import { toPhoto, toPost, toVideo } from './posts.ts'
import type { VkSettings } from './settings.ts'

const Person = z.object({
  id: Id,
  first_name: z.string().default(''),
  last_name: z.string().default(''),
  photo_200: z.string().optional(),
  screen_name: z.string().optional(),
})

/** Numbers below zero are communities. */
export async function lookUpPeople(
  externalIds: string[],
  config: VkSettings,
  io: ChannelIo,
): Promise<InboundAuthor[]> {
  const vk = openVk(config, io, 'community')
  const numbers = externalIds.filter((id) => /^-?\d+$/.test(id))
  const people = numbers.filter((id) => !id.startsWith('-'))
  const communities = numbers.filter((id) => id.startsWith('-')).map((id) => id.slice(1))
  return [...(await askPeople(vk, people)), ...(await askCommunities(vk, communities))]
}

async function askPeople(vk: Vk, ids: readonly string[]): Promise<InboundAuthor[]> {
  if (ids.length === 0) return []
  const wanted = { user_ids: ids.join(','), fields: 'photo_200,screen_name' }
  const people = await vk.ask('users.get', wanted, z.array(Person))
  return people.flatMap(({ id, first_name, last_name, photo_200: photoUrl = null, screen_name: page }) => {
    const author = authorOf(id)
    const name = [first_name, last_name].filter(Boolean).join(' ') || null
    const profileUrl = page ? `https://vk.com/${encodeURIComponent(page)}` : (author?.profileUrl ?? null)
    return author ? [{ ...author, name, photoUrl, profileUrl }] : []
  })
}

async function askCommunities(vk: Vk, ids: readonly string[]): Promise<InboundAuthor[]> {
  if (ids.length === 0) return []
  const groups = await vk.ask('groups.getById', { group_ids: ids.join(',') }, Groups)
  return groups.flatMap(({ id, name, photo_200: photoUrl = null }) => {
    const author = authorOf(`-${id}`)
    return author ? [{ ...author, name, photoUrl }] : []
  })
}

/** VK tells of posts to people and applications, not to a community; without such a key cards keep their link alone. */
export async function lookUpObjects(
  ids: string[],
  config: VkSettings,
  io: ChannelIo,
): Promise<SourceObject[]> {
  const reader = openReader(config, io)
  const user = openVk(config, io, 'user')
  const named = ids.map((id) => parseKey(id).thing)
  const of = (kind: ThingKind): string =>
    named
      .filter((thing) => thing.kind === kind)
      .map(({ owner, id }) => `${owner}_${id}`)
      .join(',')
  const found: SourceObject[] = []
  for (const { kind, vk, ask } of roads(reader, user)) {
    const list = of(kind)
    if (vk && list !== '') found.push(...(await ask(vk, list)))
  }
  return found
}

interface Road {
  kind: ThingKind
  vk: Vk | null
  ask(vk: Vk, list: string): Promise<SourceObject[]>
}

function roads(reader: Vk | null, user: Vk | null): Road[] {
  return [
    {
      kind: 'wall',
      vk: reader,
      ask: async (vk, posts) => (await vk.ask('wall.getById', { posts }, listOf(Post))).map(toPost),
    },
    {
      kind: 'photo',
      vk: reader,
      ask: async (vk, photos) => (await vk.ask('photos.getById', { photos }, listOf(Photo))).map(toPhoto),
    },
    {
      kind: 'video',
      vk: user,
      ask: async (vk, videos) => (await vk.ask('video.get', { videos }, listOf(Video))).map(toVideo),
    },
    {
      kind: 'product',
      vk: user,
      ask: async (vk, items) =>
        (await vk.ask('market.getById', { item_ids: items }, listOf(Market))).map(toProduct),
    },
  ]
}

/** Methods differ in whether they wrap their list. */
function listOf<T extends z.ZodType>(item: T) {
  return z
    .union([z.array(item), z.object({ items: z.array(item) })])
    .transform((answer) => (Array.isArray(answer) ? answer : answer.items))
}

function toProduct(product: z.infer<typeof Market>): SourceObject {
  const thing = { kind: 'product' as const, owner: product.owner_id, id: product.id }
  const { thumb_photo: photo } = product
  return {
    id: keyOfThing(thing),
    title: titleOfText([product.title, product.price?.text].filter(Boolean).join(', ')) ?? 'Товар',
    text: shownText(product.description),
    url: linkToThing(thing),
    photoUrl: photo !== undefined && photo.startsWith('https:') ? photo : null,
    at: null,
  }
}
