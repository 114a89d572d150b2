/** Names and photos of people whom lists of members and comments give by number alone. */
import type { ChannelIo, InboundAuthor } from '../channel.ts'
import { callRest, readAnswer } from './api.ts'
import { authorOfUser } from './place.ts'
import { hasRestKeys, type OkSettings } from './settings.ts'
import { Users } from './update.ts'

/** The key of a group alone asks about nobody. */
export async function lookUpPeople(
  externalIds: string[],
  config: OkSettings,
  io: ChannelIo,
): Promise<InboundAuthor[]> {
  const uids = externalIds.filter((id) => /^\d+$/.test(id))
  if (uids.length === 0 || !hasRestKeys(config)) return []
  const answer = await callRest({ config, io }, 'users.getInfo', {
    uids: uids.join(','),
    fields: 'uid,name,first_name,last_name,pic_190x190,url_profile',
  })
  return readAnswer(Users, answer, 'users.getInfo').map(authorOfUser)
}
