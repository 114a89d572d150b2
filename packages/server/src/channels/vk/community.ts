/** The community whose key we hold. */
import { z } from 'zod'
import { ChannelError } from '../channel.ts'
import type { Vk } from './api.ts'
import { codeOf } from './errors.ts'
import { Id } from './event.ts'

const Group = z.object({
  id: Id,
  name: z.string(),
  screen_name: z.string().optional(),
  photo_200: z.string().optional(),
  is_admin: z.union([z.int(), z.boolean()]).optional(),
})
export type Group = z.infer<typeof Group>

/** Newer versions wrap the list. */
export const Groups = z
  .union([z.array(Group), z.object({ groups: z.array(Group) })])
  .transform((answer) => (Array.isArray(answer) ? answer : answer.groups))

/** Without a number VK names the community the key belongs to. */
export async function findOwnCommunity(vk: Vk): Promise<Group> {
  const [group] = await askOwn(vk)
  if (!group) throw notOfCommunity()
  return group
}

async function askOwn(vk: Vk): Promise<Group[]> {
  try {
    return await vk.ask('groups.getById', {}, Groups)
  } catch (error) {
    // A person's key does not belong to a community, so the number is missed.
    if (codeOf(error) === 100 || codeOf(error) === 125) throw notOfCommunity()
    throw error
  }
}

function notOfCommunity(): ChannelError {
  return new ChannelError('auth', {
    ru: 'Это ключ не сообщества. Создайте его в сообществе: Управление → Настройки → Работа с API → Создать ключ.',
    en: 'This is no key of a community. Make one in the community: Manage → Settings → API usage → Create token.',
  })
}
