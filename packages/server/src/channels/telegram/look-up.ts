/** Names of people and bytes of files, asked of Telegram when somebody needs them. */
import { ChannelError, type ChannelIo, type FetchedFile, type InboundAuthor } from '../channel.ts'
import { ask, download, openTelegram } from './api.ts'
import { authorOf } from './place.ts'
import type { TelegramSettings } from './settings.ts'

/** Telegram tells of people who wrote to the bot or share a group with it; others are left out. */
export async function lookUpPeople(
  externalIds: string[],
  config: TelegramSettings,
  io: ChannelIo,
): Promise<InboundAuthor[]> {
  const telegram = openTelegram(config, io)
  const people: InboundAuthor[] = []
  for (const id of externalIds) {
    const person = await absentIsNull(() => ask('repeatable', () => telegram.getChat({ chat_id: id })))
    if (person?.type !== 'private') continue
    const { first_name, last_name, username } = person
    people.push(
      authorOf({
        id,
        is_bot: false,
        first_name,
        ...(last_name !== undefined && { last_name }),
        ...(username !== undefined && { username }),
      }),
    )
  }
  return people
}

export async function fetchTelegramFile(
  fileId: string,
  config: TelegramSettings,
  io: ChannelIo,
): Promise<FetchedFile> {
  const file = await ask('repeatable', () => openTelegram(config, io).getFile({ file_id: fileId }))
  const { file_path: path } = file
  if (path === undefined)
    throw new ChannelError('not_found', {
      ru: 'Этого файла в Телеграме уже нет',
      en: 'The file is no longer at Telegram',
    })
  const answer = await download(config, io, path)
  const mime = answer.headers.get('content-type')
  return {
    content: new Uint8Array(await answer.arrayBuffer()),
    // Said of every file, it says nothing.
    mime: mime === 'application/octet-stream' ? null : mime,
    name: path.split('/').at(-1) ?? null,
  }
}

async function absentIsNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ChannelError && (error.kind === 'not_found' || error.kind === 'rejected_content'))
      return null
    throw error
  }
}
