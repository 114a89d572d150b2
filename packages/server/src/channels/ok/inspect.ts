/** What the keys allow, asked of OK: nothing is assumed. */
import { z } from 'zod'
import {
  ChannelError,
  type Capability,
  type ChannelErrorKind,
  type ChannelIo,
  type Inspection,
  type TestResult,
  type Words,
} from '../channel.ts'
import { readAccount } from './account.ts'
import { callRest, type Answer, type Way } from './api.ts'
import { mostMembers } from './fetch-members.ts'
import { hasRestKeys, type OkSettings } from './settings.ts'
import type { Params } from './signature.ts'

const ofGroupToken: Capability[] = ['receive_messages', 'answer_message', 'send_files', 'typing', 'mark_read']
const ofRestKeys: Capability[] = [
  'receive_comments',
  'receive_reactions',
  'answer_comment',
  'edit_comment',
  'remove_comment',
  'publish',
  'schedule',
]
const ofMembers: Capability[] = ['receive_members']

export async function inspectOk(config: OkSettings, io: ChannelIo): Promise<Inspection> {
  const { id, name } = await readAccount({ config, io })
  const missing = [...(await findMissing(config, io, id)), ...never]
  const gone = new Set(missing.map(({ capability }) => capability))
  return {
    account: { id, name, url: `https://ok.ru/group/${id}`, photoUrl: null },
    works: [...ofGroupToken, ...ofRestKeys, ...ofMembers].filter((capability) => !gone.has(capability)),
    missing,
    expires: [],
    publishTo: gone.has('publish') ? [] : [{ id, name }],
    notices: [unsigned, ...(gone.has('receive_comments') ? [] : await readRequests(config, io, id))],
  }
}

const unsigned: Words = {
  ru: 'Одноклассники не подписывают того, что присылают: адрес канала знает только эта группа. Не показывайте его никому.',
  en: 'OK does not sign what it sends: only this group knows the address of the channel. Show it to nobody.',
}

const never: Inspection['missing'] = [
  {
    capability: 'receive_reposts',
    reason: {
      ru: 'Одноклассники не говорят программам, кто поделился',
      en: 'OK does not tell programs who shared',
    },
    howToFix: {
      ru: 'Число перепостов видно в статистике темы на ok.ru',
      en: 'The number of reshares stands in the statistics of the topic at ok.ru',
    },
  },
  {
    capability: 'receive_join_requests',
    reason: {
      ru: 'Одноклассники говорят только, сколько заявок, а одобрить их программа не может',
      en: 'OK tells only how many requests there are, and a program cannot approve them',
    },
    howToFix: { ru: 'Одобряйте заявки на ok.ru', en: 'Approve requests at ok.ru' },
  },
]

const Counters = z.looseObject({
  members: z.coerce.number().nullish(),
  join_requests: z.coerce.number().nullish(),
})
const Counted = z.union([z.object({ counters: Counters }).transform(({ counters }) => counters), Counters])

/** Told where OK tells it; no reason to fail where it does not. */
async function readRequests(config: OkSettings, io: ChannelIo, groupId: string): Promise<Words[]> {
  const params = { group_id: groupId, counterTypes: 'members,join_requests' }
  const asked = await tryRest({ config, io }, 'group.getCounters', params)
  const counters = asked instanceof ChannelError ? null : Counted.safeParse(asked.value).data
  const { join_requests: waiting, members } = counters ?? {}
  const notices: Words[] = []
  if (waiting)
    notices.push({
      ru: `Заявок на вступление: ${waiting}. Одобряются на ok.ru.`,
      en: `Requests to join: ${waiting}. They are approved at ok.ru.`,
    })
  if (members && members > mostMembers)
    notices.push({
      ru: `В группе больше ${mostMembers} участников: вступления и выходы не отслеживаются`,
      en: `The group has more than ${mostMembers} members: joins and leaves are not watched`,
    })
  return notices
}

export async function testOk(config: OkSettings, io: ChannelIo): Promise<TestResult> {
  try {
    const { name } = await readAccount({ config, io })
    const rest = hasRestKeys(config) ? await tryComments({ config, io }) : null
    if (rest instanceof ChannelError) return { ok: false, field: 'accessToken', message: rest.words }
    return { ok: true, detail: { ru: `Группа «${name}» отвечает`, en: `The group “${name}” answers` } }
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error
    const field = error.kind === 'auth' ? 'groupToken' : error.kind === 'unreachable' ? 'apiUrl' : null
    return { ok: false, field, message: error.words }
  }
}

async function findMissing(
  config: OkSettings,
  io: ChannelIo,
  groupId: string,
): Promise<Inspection['missing']> {
  const way: Way = { config, io }
  if (!hasRestKeys(config))
    return lack(
      [...ofRestKeys, ...ofMembers],
      { ru: 'Ключ группы открывает только сообщения', en: 'The key of the group opens messages only' },
      {
        ru: 'Зарегистрируйте приложение на ok.ru/devaccess, попросите для него права VALUABLE_ACCESS, GROUP_CONTENT и LONG_ACCESS_TOKEN письмом на api-support@ok.ru и впишите в настройки канала его публичный и секретный ключи и ключ доступа администратора',
        en: 'Register an application at ok.ru/devaccess, ask api-support@ok.ru for the rights VALUABLE_ACCESS, GROUP_CONTENT and LONG_ACCESS_TOKEN, and put its public and secret keys and the administrator’s access token into the settings of the channel',
      },
    )
  const comments = await tryComments(way)
  if (comments instanceof ChannelError) return lack([...ofRestKeys, ...ofMembers], comments.words, checkKeys)
  const members = await tryRest(way, 'group.getMembers', { uid: groupId, count: '1' })
  return members instanceof ChannelError ? lack(ofMembers, members.words, checkKeys) : []
}

const checkKeys: Words = {
  ru: 'Проверьте ключи приложения и ключ доступа: он должен принадлежать администратору группы',
  en: 'Check the keys of the application and the access token: it must belong to an administrator of the group',
}

function lack(capabilities: readonly Capability[], reason: Words, howToFix: Words): Inspection['missing'] {
  return capabilities.map((capability) => ({ capability, reason, howToFix }))
}

function tryComments(way: Way): Promise<Answer | ChannelError> {
  return tryRest(way, 'discussions.getList', { category: 'GROUP', count: '1' })
}

/** `bug`: OK knows no such method, or not for us. */
const refusals: ReadonlySet<ChannelErrorKind> = new Set(['auth', 'forbidden', 'not_found', 'bug'])

/** Or the refusal that a person can mend; trouble at OK's side is thrown. */
async function tryRest(way: Way, method: string, params: Params): Promise<Answer | ChannelError> {
  try {
    return await callRest(way, method, params)
  } catch (error) {
    if (error instanceof ChannelError && refusals.has(error.kind)) return error
    throw error
  }
}
