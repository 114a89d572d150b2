/** The shop: its people, catalogue, rules, views and mailbox, made through the same doors as everybody's. */
import { randomBytes } from 'node:crypto'
import { createOtklikClient, type OtklikClient, type Role } from '@otklik/contract'
import { createSessionUnchecked } from '../accounts/index.ts'
import { createOwner } from '../workspaces/index.ts'
import type { Program } from '../start.ts'
import { formsAddress, ownServer, shopAddress } from './letter.ts'
import { demoPassword, owner, staff } from './people.ts'
import { connectPlaces, type DialogPlaces } from './places.ts'
import { topics } from './words/topics.ts'

export interface Colleague {
  memberId: string
  userId: string
  name: string
  role: Role
  client: OtklikClient
}

export interface World {
  workspaceId: string
  channelId: string
  places: DialogPlaces
  owner: Colleague
  /** By `StaffPerson.key`. */
  people: ReadonlyMap<string, Colleague>
}

export async function buildWorld(program: Program, smtpPort: number): Promise<World> {
  const { platform } = program
  const founded = await createOwner(platform, {
    name: owner.name,
    email: owner.email,
    password: demoPassword,
    workspaceName: 'Кофейня «Полдень»',
    timeZone: 'Europe/Moscow',
    locale: 'ru',
    goals: [],
  })
  const boss = await signIn(program, { ...founded, name: owner.name, role: 'owner' })
  await hire(program, boss.client)
  const people = await signInAll(program, boss.client, founded.workspaceId)
  const channelId = await connectMailbox(boss.client, smtpPort)
  const places = await connectPlaces(boss.client)
  await fillCatalogue(boss.client)
  await setRules(boss.client, people)
  await saveViews(boss.client, people)
  return { workspaceId: founded.workspaceId, channelId, places, owner: boss, people }
}

/** The mailbox has no server behind it: it stays paused, letters are put into its ledger by the demo itself. */
async function connectMailbox(client: OtklikClient, smtpPort: number): Promise<string> {
  const channel = await client.channels.create({
    kind: 'email',
    name: 'Почта кофейни',
    values: {
      address: shopAddress,
      password: mailboxPassword(),
      fromName: 'Кофейня «Полдень»',
      imapHost: '127.0.0.1',
      imapPort: 1,
      imapSecurity: 'none',
      smtpHost: '127.0.0.1',
      smtpPort,
      smtpSecurity: 'none',
      smtpAuth: false,
      historyDays: 0,
      trustedAuthServers: ownServer,
      collectorAddresses: formsAddress,
      checkSignatures: false,
    },
  })
  await client.channels.pause({ id: channel.id })
  return channel.id
}

function mailboxPassword(): string {
  return randomBytes(12).toString('base64url')
}

/** Points the mailbox at the mail server of this run. A password is never carried to another server, so it gets a new one. */
export async function moveMailbox(client: OtklikClient, channelId: string, smtpPort: number): Promise<void> {
  const { settings } = await client.channels.get({ id: channelId })
  await client.channels.update({
    id: channelId,
    values: { ...settings, smtpPort, password: mailboxPassword() },
  })
}

async function hire(program: Program, client: OtklikClient): Promise<void> {
  const stranger = clientOf(program, {})
  for (const person of staff) {
    const { url } = await client.members.invite({ email: person.email, role: person.role })
    const token = url?.split('/').at(-1) ?? ''
    await stranger.members.acceptInvitation({ token, name: person.name, password: demoPassword })
  }
}

export async function signInAll(
  program: Program,
  client: OtklikClient,
  workspaceId: string,
): Promise<Map<string, Colleague>> {
  const { items } = await client.members.list()
  const found = new Map<string, Colleague>()
  for (const person of staff) {
    const member = items.find(({ email }) => email === person.email)
    if (member)
      found.set(
        person.key,
        await signIn(program, {
          workspaceId,
          memberId: member.id,
          userId: member.userId,
          name: member.name,
          role: member.role,
        }),
      )
  }
  return found
}

export async function signIn(
  program: Program,
  person: { workspaceId: string; memberId: string; userId: string; name: string; role: Role },
): Promise<Colleague> {
  const cookie = await createSessionUnchecked(program.auth, person.userId)
  const { memberId, userId, name, role } = person
  return {
    memberId,
    userId,
    name,
    role,
    client: clientOf(program, { cookie, 'otklik-workspace': person.workspaceId }),
  }
}

function clientOf(program: Program, headers: Record<string, string>): OtklikClient {
  return createOtklikClient({
    url: 'http://127.0.0.1',
    headers: () => headers,
    fetch: async (request) => program.http.fetch(request),
  })
}

const synonyms: Record<string, string[]> = {
  'Эфиопия Сидамо': ['сидамо', 'эфиопия'],
  'Бразилия Серрадо': ['серрадо', 'бразилия'],
  'Эспрессо-смесь «Полдень»': [
    'эспрессо-смесь',
    'смесь полдень',
    'смеси полдень',
    'смесь «полдень»',
    '«Полдень», 1 кг',
  ],
  'Дрип-пакеты, 10 шт.': ['дрип', 'дрипы', 'дрип-пакеты'],
  'Кофейня на Садовой': ['на садовой', 'сырники', 'раф', 'капучино'],
  'Торты на заказ': ['торт', 'торты', 'медовик'],
  'Подписка на кофе': ['подписка', 'подписки', 'подписку', 'подписке'],
  'Кофе в офис': ['кофе в офис', 'в офисе'],
  'Курс бариста': ['курс бариста'],
  'Подарочный сертификат': ['сертификат'],
  'Воронка и фильтры': ['воронка', 'фильтры на воронку'],
}

async function fillCatalogue(client: OtklikClient): Promise<void> {
  for (const topic of topics) {
    if (topic.product === null) continue
    const url = `https://polden.example/${topic.page}`
    await client.products.create({
      name: topic.product,
      url,
      synonyms: synonyms[topic.product] ?? [],
      urlPatterns: [`polden.example/${topic.page}`],
    })
  }
}

async function setRules(client: OtklikClient, people: ReadonlyMap<string, Colleague>): Promise<void> {
  const ids = (keys: string[]): string[] => keys.flatMap((key) => people.get(key)?.memberId ?? [])
  await client.assignment.create({
    name: 'Отзывы: по очереди',
    activityClasses: ['review'],
    strategy: 'roundRobin',
    memberIds: ids(['alina', 'denis']),
  })
  await client.assignment.create({
    name: 'Заявки с сайта: у кого меньше',
    activityClasses: ['site_form'],
    strategy: 'leastLoaded',
    memberIds: ids(['alina', 'denis', 'aigerim']),
  })
  await client.assignment.create({
    name: 'Соцсети: кто первый',
    activityClasses: ['social', 'chat'],
    strategy: 'claimFirst',
    memberIds: [],
  })
}

async function saveViews(client: OtklikClient, people: ReadonlyMap<string, Colleague>): Promise<void> {
  await client.views.create({
    name: 'Отзывы без ответа',
    shared: true,
    query: { filter: { activityClass: ['review'], processed: false }, order: 'urgent' },
  })
  await client.views.create({
    name: 'Негатив',
    shared: true,
    query: { filter: { level: ['negative', 'critical'], processed: false }, order: 'oldest' },
  })
  await client.views.create({
    name: 'Заявки и заказы',
    shared: true,
    query: { filter: { activityClass: ['site_form'] }, order: 'newest' },
  })
  await people.get('aigerim')?.client.views.create({
    name: 'Казахстан',
    shared: false,
    query: { filter: { q: 'Алматы' }, order: 'newest' },
  })
}
