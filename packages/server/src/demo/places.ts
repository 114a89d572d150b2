/** Where dialogs of the shop come from: the chat of its site and an invented network, with their templates and settings. */
import type { OtklikClient } from '@otklik/contract'
import { templates } from './words/templates.ts'

export interface DialogPlace {
  channelId: string
  /** The last part of the address of its hook; of the site, its public key. */
  key: string
}

export interface DialogPlaces {
  site: DialogPlace
  community: DialogPlace
}

export const shopSite = 'https://polden.example'

export async function connectPlaces(client: OtklikClient): Promise<DialogPlaces> {
  const site = await client.channels.create({
    kind: 'site',
    name: 'Чат на сайте',
    values: {
      origins: shopSite,
      title: 'Кофейня «Полдень»',
      greeting: 'Здравствуйте! Спросите про кофе, торты и доставку.',
      askPhone: 'Оставьте телефон, и мы перезвоним',
      operatorName: 'ООО «Полдень»',
      operatorAddress: 'Казань, ул. Садовая, 12',
      processingText: 'Согласен на обработку имени, телефона и сообщения, чтобы мне ответили',
    },
  })
  const community = await client.channels.create({
    kind: 'sandbox',
    name: 'Сообщество «Полдень»',
    values: {},
  })
  await client.conversationSettings.update({
    closeAfterHours: 72,
    ratingRequest: 'Оцените, пожалуйста, наш ответ от 1 до 5.',
  })
  for (const one of templates) await client.templates.create({ ...one, shared: true })
  return { site: placeOf(site), community: placeOf(community) }
}

export function placeOf({ id, hookUrl }: { id: string; hookUrl: string | null }): DialogPlace {
  return { channelId: id, key: hookUrl?.split('/').at(-1) ?? '' }
}
