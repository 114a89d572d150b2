/** What the keys allow, asked of OK: nothing is assumed. */
import {
  ChannelError,
  type Capability,
  type ChannelIo,
  type Inspection,
  type TestResult,
  type Words,
} from '../channel.ts'
import { readAccount } from './account.ts'
import { callRest } from './api.ts'
import { hasRestKeys, type OkSettings } from './settings.ts'

const ofGroupToken: Capability[] = ['receive_messages', 'answer_message', 'typing', 'mark_read']
const ofRestKeys: Capability[] = ['receive_comments', 'answer_comment', 'edit_comment', 'remove_comment']

export async function inspectOk(config: OkSettings, io: ChannelIo): Promise<Inspection> {
  const { id, name } = await readAccount({ config, io })
  const missing = (await findMissing(config, io)).concat(filesMissing)
  const gone = new Set(missing.map(({ capability }) => capability))
  return {
    account: { id, name, url: `https://ok.ru/group/${id}`, photoUrl: null },
    works: [...ofGroupToken, ...ofRestKeys].filter((capability) => !gone.has(capability)),
    missing,
    expires: [],
    notices: [
      {
        ru: 'Одноклассники не подписывают того, что присылают: адрес канала знает только эта группа. Не показывайте его никому.',
        en: 'OK does not sign what it sends: only this group knows the address of the channel. Show it to nobody.',
      },
    ],
  }
}

export async function testOk(config: OkSettings, io: ChannelIo): Promise<TestResult> {
  try {
    const { name } = await readAccount({ config, io })
    const rest = hasRestKeys(config) ? await tryRest(config, io) : null
    if (rest) return { ok: false, field: 'accessToken', message: rest.words }
    return { ok: true, detail: { ru: `Группа «${name}» отвечает`, en: `The group “${name}” answers` } }
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error
    const field = error.kind === 'auth' ? 'groupToken' : error.kind === 'unreachable' ? 'apiUrl' : null
    return { ok: false, field, message: error.words }
  }
}

const filesMissing: Inspection['missing'] = [
  {
    capability: 'send_files',
    reason: {
      ru: 'Файлы из Отклика в Одноклассники пока не отправляются',
      en: 'Files do not go from Otklik to OK yet',
    },
    howToFix: {
      ru: 'Пришлите ссылку на файл в тексте или отправьте его на ok.ru',
      en: 'Put a link to the file into the text or send it at ok.ru',
    },
  },
]

async function findMissing(config: OkSettings, io: ChannelIo): Promise<Inspection['missing']> {
  if (!hasRestKeys(config))
    return lack(
      {
        ru: 'Ключ группы открывает только сообщения',
        en: 'The key of the group opens messages only',
      },
      {
        ru: 'Зарегистрируйте приложение на ok.ru/devaccess, попросите для него права VALUABLE_ACCESS, GROUP_CONTENT и LONG_ACCESS_TOKEN письмом на api-support@ok.ru и впишите в настройки канала его публичный и секретный ключи и ключ доступа администратора',
        en: 'Register an application at ok.ru/devaccess, ask api-support@ok.ru for the rights VALUABLE_ACCESS, GROUP_CONTENT and LONG_ACCESS_TOKEN, and put its public and secret keys and the administrator’s access token into the settings of the channel',
      },
    )
  const refusal = await tryRest(config, io)
  if (!refusal) return []
  return lack(refusal.words, {
    ru: 'Проверьте ключи приложения и ключ доступа: он должен принадлежать администратору группы',
    en: 'Check the keys of the application and the access token: it must belong to an administrator of the group',
  })
}

function lack(reason: Words, howToFix: Words): Inspection['missing'] {
  return ofRestKeys.map((capability) => ({ capability, reason, howToFix }))
}

/** The refusal that a person can mend; trouble at OK's side is thrown. */
async function tryRest(config: OkSettings, io: ChannelIo): Promise<ChannelError | null> {
  try {
    await callRest({ config, io }, 'discussions.getList', { category: 'GROUP', count: '1' })
    return null
  } catch (error) {
    if (error instanceof ChannelError && (error.kind === 'auth' || error.kind === 'forbidden')) return error
    throw error
  }
}
