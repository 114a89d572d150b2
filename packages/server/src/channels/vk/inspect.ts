/** What the keys at hand allow, asked of VK: nothing is assumed. */
import { z } from 'zod'
import {
  ChannelError,
  type Capability,
  type ChannelIo,
  type Inspection,
  type TestResult,
  type Words,
} from '../channel.ts'
import { openVk, type Vk } from './api.ts'
import { findOwnCommunity, Groups } from './community.ts'
import type { VkSettings } from './settings.ts'

export async function inspectVk(config: VkSettings, io: ChannelIo): Promise<Inspection> {
  const vk = openVk(config, io, 'community')
  const group = await findOwnCommunity(vk)
  const rights = await readRights(vk)
  const admin = await readAdmin(openVk(config, io, 'user'), group.id)
  const missing = findMissing(rights, admin)
  const gone = new Set(missing.map(({ capability }) => capability))
  return {
    account: {
      id: group.id,
      name: group.name,
      url: `https://vk.com/${group.screen_name ?? `club${group.id}`}`,
      photoUrl: group.photo_200 ?? null,
    },
    works: all.filter((capability) => !gone.has(capability)),
    missing,
    expires: [],
    notices: noticesOf(config, admin),
    publishTo: gone.has('publish') ? [] : [{ id: group.id, name: group.name }],
  }
}

export async function testVk(config: VkSettings, io: ChannelIo): Promise<TestResult> {
  try {
    const { name } = await findOwnCommunity(openVk(config, io, 'community'))
    return {
      ok: true,
      detail: { ru: `Сообщество «${name}» отвечает`, en: `The community “${name}” answers` },
    }
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error
    const field = error.kind === 'auth' ? 'token' : error.kind === 'unreachable' ? 'apiUrl' : null
    return { ok: false, field, message: error.words }
  }
}

const messages: readonly Capability[] = [
  'receive_messages',
  'answer_message',
  'edit_message',
  'remove_message',
  'typing',
  'mark_read',
]
const news: readonly Capability[] = [
  'receive_comments',
  'receive_reactions',
  'receive_reposts',
  'receive_members',
  'receive_join_requests',
]
const ofAdmin: readonly Capability[] = ['edit_comment', 'remove_comment', 'like', 'approve_join']
const ofWall: readonly Capability[] = ['publish', 'schedule']
const all: readonly Capability[] = [
  ...messages,
  'send_files',
  ...news,
  'answer_comment',
  ...ofAdmin,
  ...ofWall,
]

async function readRights(vk: Vk): Promise<ReadonlySet<string>> {
  const Rights = z.object({ permissions: z.array(z.object({ name: z.string() })).default([]) })
  const { permissions } = await vk.ask('groups.getTokenPermissions', {}, Rights)
  return new Set(permissions.map(({ name }) => name))
}

type Admin = 'yes' | 'stranger' | 'absent' | 'refused'

/** Whether the person's key works and the person runs the community. */
async function readAdmin(vk: Vk | null, groupId: string): Promise<Admin> {
  if (!vk) return 'absent'
  try {
    const [group] = await vk.ask('groups.getById', { group_ids: groupId, fields: 'is_admin' }, Groups)
    return group?.is_admin === 1 || group?.is_admin === true ? 'yes' : 'stranger'
  } catch (error) {
    // A key that has ended takes only its own abilities away: the community's works on.
    if (error instanceof ChannelError && (error.kind === 'auth' || error.kind === 'forbidden'))
      return 'refused'
    throw error
  }
}

function findMissing(rights: ReadonlySet<string>, admin: Admin): Inspection['missing'] {
  const missing: Inspection['missing'] = []
  const lack = (capabilities: readonly Capability[], reason: Words, howToFix: Words): void => {
    for (const capability of capabilities) missing.push({ capability, reason, howToFix })
  }
  if (!rights.has('messages'))
    lack([...messages, 'send_files'], noRight('сообщениям', 'messages'), makeKeyAnew)
  else if (!rights.has('photos') || !rights.has('docs'))
    lack(['send_files'], noRight('фотографиям и документам', 'photos and documents'), makeKeyAnew)
  if (!rights.has('manage')) lack(news, noRight('управлению сообществом', 'management'), makeKeyAnew)
  if (!rights.has('wall') && !rights.has('manage'))
    lack(['answer_comment'], noRight('стене', 'the wall'), makeKeyAnew)
  if (admin !== 'yes') {
    lack(ofAdmin, adminReasons[admin], giveAdminKey)
    lack(ofWall, adminReasons[admin], giveWallKey)
  }
  return missing
}

function noRight(ru: string, en: string): Words {
  return {
    ru: `У ключа сообщества нет доступа к ${ru}`,
    en: `The community’s key has no access to ${en}`,
  }
}

const makeKeyAnew: Words = {
  ru: 'Создайте ключ заново: Управление → Настройки → Работа с API → Создать ключ, отметьте все пункты, и вставьте его в настройки канала',
  en: 'Make the key anew: Manage → Settings → API usage → Create token, tick everything, and put it into the settings of the channel',
}

const adminReasons: Record<Exclude<Admin, 'yes'>, Words> = {
  absent: {
    ru: 'ВК доверяет это только администратору, а ключа администратора нет',
    en: 'VK trusts this to an administrator only, and there is no administrator’s key',
  },
  refused: {
    ru: 'ВК не принимает ключ администратора: он истёк или отозван',
    en: 'VK refuses the administrator’s key: it has ended or was revoked',
  },
  stranger: {
    ru: 'Человек, чей ключ вписан, не администратор этого сообщества',
    en: 'The person whose key this is does not administer the community',
  },
}

const giveAdminKey: Words = {
  ru: 'Впишите действующий ключ администратора в настройки канала, в «Дополнительно»',
  en: 'Put a working administrator’s key into the settings of the channel, under “Advanced”',
}

const giveWallKey: Words = {
  ru: 'Впишите в настройки канала, в «Дополнительно», ключ администратора с доступом к стене (wall)',
  en: 'Put an administrator’s key with access to the wall (wall) into the settings of the channel, under “Advanced”',
}

function noticesOf({ userToken, serviceToken }: VkSettings, admin: Admin): Words[] {
  const notices: Words[] = []
  if (admin !== 'yes')
    notices.push({
      ru: 'Под фото, видео, товарами и в обсуждениях отвечать отсюда нельзя: карточка откроет нужное место в ВК. Отвечать под постами можно.',
      en: 'Answers under photos, videos, products and in discussions are not possible from here: the card opens the place at VK. Answers under posts are.',
    })
  if (userToken === undefined && serviceToken === undefined)
    notices.push({
      ru: 'Без сервисного ключа не видно текста постов, вышедших до подключения, и не загружаются прежние комментарии.',
      en: 'Without a service key the words of posts from before connecting are not seen and earlier comments are not fetched.',
    })
  return notices
}
