/** Cards of what people do at a network, from what the network tells of it. Likes, joins and leaves fold: everybody who does one is on one card. */
import type { Inbound, Signal } from './channel-inbound.ts'

export type Act = Pick<Inbound, 'externalId' | 'sourceType' | 'occurredAt' | 'author'> & Partial<Inbound>

/** Public, social and without words, where `act` does not say otherwise. */
function buildAct(act: Act): Inbound {
  return {
    objectKey: null,
    activityClass: 'social',
    action: 'activity',
    sourceUrl: null,
    sourceTitle: null,
    text: '',
    quoted: null,
    productHint: null,
    isPublic: true,
    rating: null,
    replyTarget: null,
    attachments: [],
    fields: [],
    warnings: [],
    ...act,
  }
}

/** Somebody who comes or goes. */
export interface Membership {
  /** Begins the keys of the folded cards: `vk:club9`. */
  place: string
  /** The place and the person, in the ids of the acts: `9:77`. */
  who: string
  act: Omit<Act, 'externalId'>
}

export function tellJoin({ place, who, act }: Membership, more: Partial<Inbound> = {}): Signal {
  return tellAct({
    ...act,
    externalId: `join:${who}`,
    action: 'subscription',
    fold: { key: `${place}:joins` },
    ...more,
  })
}

/**
 * The person leaves the card of joins and stands on the one of leaves.
 * @param once tells this leave from the next one of the same person.
 * @param how  what is shown: gone by themselves or removed.
 */
export function tellLeave({ place, who, act }: Membership, once: string | number, how = 'Выход'): Signal[] {
  return [
    { kind: 'withdrawn', externalId: `join:${who}`, at: act.occurredAt },
    tellAct({
      ...act,
      externalId: `leave:${who}:${once}`,
      fields: [{ name: 'Событие', value: how }],
      fold: { key: `${place}:leaves` },
    }),
  ]
}

export function tellAct(act: Act): Signal {
  return { kind: 'interest', interest: buildAct(act) }
}
