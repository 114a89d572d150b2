/** Posts on the wall of the community, in its name. VK keeps what is planned, and publishes it by itself. */
import { z } from 'zod'
import { ChannelError, type ChannelIo, type OutboundPost, type SendOutcome, type Words } from '../channel.ts'
import { requireUser } from './api.ts'
import { codeOf } from './errors.ts'
import { Id } from './event.ts'
import { foreign, keyOfThing, linkToThing, type Thing } from './place.ts'
import { guidOf } from './send.ts'
import type { VkSettings } from './settings.ts'

/** What the editor of VK takes; the reference of methods names no number. */
export const postLimit = 15_895

const Posted = z.object({ post_id: Id })

export async function publishVk(post: OutboundPost, config: VkSettings, io: ChannelIo): Promise<SendOutcome> {
  if (!/^\d+$/.test(post.placeId)) throw foreign()
  const vk = requireUser(config, io)
  const owner = `-${post.placeId}`
  const params = {
    owner_id: owner,
    from_group: 1,
    message: post.text,
    publish_date: post.at === null ? undefined : Math.floor(post.at.getTime() / 1000),
    guid: guidOf(post.id),
  }
  try {
    const { post_id: id } = await vk.ask('wall.post', params, Posted)
    const thing: Thing = { kind: 'wall', owner, id }
    // VK gives a planned post another number when it comes out: an address of now would lead nowhere.
    return { externalId: keyOfThing(thing), url: post.at === null ? linkToThing(thing) : null }
  } catch (error) {
    throw explainPost(error)
  }
}

/** VK's numbers mean other things at the wall than in dialogs. What broke in the middle may be out: the `guid` makes sure of one. */
function explainPost(error: unknown): unknown {
  if (!(error instanceof ChannelError)) return error
  const code = codeOf(error)
  const broke = code === null && (error.kind === 'retry' || error.kind === 'bug')
  if (broke || code === 1 || code === 10)
    return new ChannelError('unknown_outcome', unknown, { cause: error.cause })
  const found = code === null ? undefined : refusals.get(code)
  return found ? new ChannelError(found.kind, found.words, { cause: error.cause }) : error
}

const unknown: Words = {
  ru: 'Связь с ВК оборвалась: вышел ли пост, неизвестно',
  en: 'The connection to VK broke: nobody knows whether the post came out',
}
const badKey: Words = {
  ru: 'ВК не принимает ключ администратора: он истёк или отозван. Впишите новый в настройки канала, в «Дополнительно».',
  en: 'VK refuses the administrator’s key: it has ended or was revoked. Put a new one into the settings of the channel, under “Advanced”.',
}
const noRight: Words = {
  ru: 'Ключу администратора не хватает доступа к стене (wall), либо этот человек больше не управляет сообществом',
  en: 'The administrator’s key lacks access to the wall (wall), or the person no longer runs the community',
}
const denied: Words = {
  ru: 'ВК не принял пост: на это время уже стоит другой, исчерпан дневной предел постов или закрыта стена. Выберите другое время или посмотрите в ВК.',
  en: 'VK refused the post: another one stands at this time, the daily limit of posts is used up or the wall is closed. Choose another time or look at VK.',
}
const advertising: Words = {
  ru: 'ВК счёл пост рекламным и не принял: предел рекламных постов исчерпан',
  en: 'VK took the post for advertising and refused it: the limit of such posts is used up',
}
const tooMany: Words = {
  ru: 'ВК не принял пост: слишком много получателей',
  en: 'VK refused the post: too many recipients',
}
const links: Words = {
  ru: 'ВК не принял пост: ссылки в нём запрещены',
  en: 'VK refused the post: its links are forbidden',
}

interface Refusal {
  kind: 'auth' | 'forbidden' | 'rejected_content'
  words: Words
}

const refusals: ReadonlyMap<number, Refusal> = new Map([
  ...mean([5, 1117], 'auth', badKey),
  ...mean([7, 15, 27, 28, 203, 1051], 'forbidden', noRight),
  ...mean([210, 211, 212, 213, 214], 'rejected_content', denied),
  ...mean([219, 224], 'rejected_content', advertising),
  ...mean([220], 'rejected_content', tooMany),
  ...mean([222], 'rejected_content', links),
])

function mean(codes: readonly number[], kind: Refusal['kind'], words: Words): [number, Refusal][] {
  return codes.map((code) => [code, { kind, words }])
}
