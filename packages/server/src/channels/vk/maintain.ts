/** Keeps VK's side in order: where it pushes, with which secret, and which events. */
import { z } from 'zod'
import type { Hook, Upkeep, UpkeepSession, Words } from '../channel.ts'
import { apiVersion, openVk, pause, type Vk } from './api.ts'
import { findOwnCommunity } from './community.ts'
import { Id } from './event.ts'
import type { VkSettings } from './settings.ts'
import { lacksEvents, wantedFlags } from './wanted.ts'

type Session = UpkeepSession<VkSettings>

/** VK asks back for the code within moments of being told the address. */
const confirmTries = 5
const confirmPauseMs = 1500

export async function maintainVk(session: Session): Promise<Upkeep> {
  const { config, io, hook, goal, memory } = session
  const vk = openVk(config, io, 'community')
  if (goal === 'gone') return leave(session, vk)
  const { id: groupId } = await findOwnCommunity(vk)
  if (!hook || config.delivery === 'poll') {
    // Where it pushed before is taken back: events would come by both roads.
    if (typeof memory['url'] === 'string') await dropServers(vk, groupId, [memory['url']])
    return { memory: {}, note: null }
  }
  return keepServer({ session, vk, groupId, hook })
}

interface Desk {
  session: Session
  vk: Vk
  groupId: string
  hook: Hook
}

async function keepServer(desk: Desk): Promise<Upkeep> {
  const { session, vk, groupId, hook } = desk
  const before = await findServer(vk, groupId, hook.url)
  const wasOurs = session.memory['url'] === hook.url
  const good = before?.status === 'ok' && before.secret_key === hook.secret
  const server = good ? before : await subscribe(desk, before)
  const mended = await wantEvents(vk, groupId, server.id)
  const code = await readCode(vk, groupId)
  return {
    memory: { groupId, code, url: hook.url },
    missed: wasOurs && !good,
    note:
      server.status === 'ok' ? noteOf({ wasOurs, lost: !before, good, mended }) : complaintOf(server.status),
  }
}

const Server = z.object({
  id: Id,
  url: z.string(),
  secret_key: z.string().default(''),
  status: z.string().default('unconfigured'),
})
const Servers = z.object({ items: z.array(Server).default([]) })
type Server = z.infer<typeof Server>

async function listServers(vk: Vk, groupId: string): Promise<Server[]> {
  return (await vk.ask('groups.getCallbackServers', { group_id: groupId }, Servers)).items
}

async function findServer(vk: Vk, groupId: string, url: string): Promise<Server | undefined> {
  return (await listServers(vk, groupId)).find((server) => server.url === url)
}

/** The code must be known to our door before VK asks for it, and VK may change it with its list of servers. */
async function subscribe(desk: Desk, before: Server | undefined): Promise<Server> {
  const { session, vk, groupId, hook } = desk
  await rememberCode(desk)
  const address = { group_id: groupId, url: hook.url, title: 'Otklik', secret_key: hook.secret }
  if (before) await vk.ask('groups.editCallbackServer', { ...address, server_id: before.id }, z.unknown())
  else await vk.ask('groups.addCallbackServer', address, z.object({ server_id: Id }))
  await rememberCode(desk)
  for (let left = confirmTries; ; left--) {
    const server = await findServer(vk, groupId, hook.url)
    if (server?.status === 'ok' || left <= 1 || session.io.signal.aborted)
      return server ?? { id: before?.id ?? '0', url: hook.url, secret_key: hook.secret, status: 'failed' }
    if (server?.status === 'failed')
      await vk.ask('groups.editCallbackServer', { ...address, server_id: server.id }, z.unknown())
    await pause(confirmPauseMs, session.io.signal)
  }
}

async function rememberCode({ session, vk, groupId, hook }: Desk): Promise<void> {
  await session.remember?.({ groupId, code: await readCode(vk, groupId), url: hook.url })
}

async function readCode(vk: Vk, groupId: string): Promise<string> {
  const Code = z.object({ code: z.string() })
  return (await vk.ask('groups.getCallbackConfirmationCode', { group_id: groupId }, Code)).code
}

const Settings = z.object({
  api_version: z.string().optional(),
  events: z.record(z.string(), z.unknown()).default({}),
})

async function wantEvents(vk: Vk, groupId: string, serverId: string): Promise<boolean> {
  const server = { group_id: groupId, server_id: serverId }
  const now = await vk.ask('groups.getCallbackSettings', server, Settings)
  if (now.api_version === apiVersion && !lacksEvents(now.events)) return false
  await vk.ask(
    'groups.setCallbackSettings',
    { ...server, api_version: apiVersion, ...wantedFlags },
    z.unknown(),
  )
  return true
}

async function leave({ memory, hook }: Session, vk: Vk): Promise<Upkeep> {
  const { id: groupId } = await findOwnCommunity(vk)
  await dropServers(vk, groupId, [hook?.url, memory['url']])
  return { memory: {}, note: null }
}

/** Only addresses of ours: other programs of the community have their own. */
async function dropServers(vk: Vk, groupId: string, urls: readonly unknown[]): Promise<void> {
  const ours = (await listServers(vk, groupId)).filter(({ url }) => urls.includes(url))
  for (const { id } of ours)
    await vk.ask('groups.deleteCallbackServer', { group_id: groupId, server_id: id }, z.unknown())
}

function noteOf(seen: { wasOurs: boolean; lost: boolean; good: boolean; mended: boolean }): Words | null {
  if (!seen.wasOurs) return null
  if (seen.lost)
    return {
      ru: 'Наш адрес пропал из Callback API сообщества, мы записали его снова.',
      en: 'Our address was gone from the Callback API of the community; we wrote it down again.',
    }
  if (!seen.good)
    return {
      ru: 'ВК перестал присылать события, мы подтвердили адрес снова.',
      en: 'VK had stopped sending events; we confirmed the address again.',
    }
  return seen.mended
    ? {
        ru: 'ВК присылал не все виды событий, мы подписались на все.',
        en: 'VK did not send all kinds of events; we subscribed to all.',
      }
    : null
}

function complaintOf(status: string): Words {
  return {
    ru: `ВК не смог подтвердить наш адрес (${status}). Проверьте, что он открывается из интернета и сертификат действителен; мы попробуем ещё раз сами.`,
    en: `VK could not confirm our address (${status}). Check that it opens from the internet and its certificate is valid; we try again by ourselves.`,
  }
}
