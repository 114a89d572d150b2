/**
 * What is made beside the contact of a new person (R219 to R225). A slice that has such objects adds its maker in `app.ts`;
 * a channel page offers only what can be made.
 */
import { newPersonObjects, type ChannelLine } from '@otklik/contract'
import type { Ctx } from '../platform/ctx.ts'
import type { ConversationRow } from './conversation-row.ts'
import { bindQuietly } from './bindings.ts'

export type PersonObject = ChannelLine['onNewPerson'][number]

export interface NewPerson {
  contactId: string
  name: string | null
  /** Source of what is made: which network, which channel, by which link. */
  source: { type: string; channelId: string; channelName: string; campaign: string | null }
}

/** Makes the object in the present transaction and gives its id. */
export type ObjectMaker = (ctx: Ctx, person: NewPerson) => Promise<string>

const makers = new Map<PersonObject, ObjectMaker>()

export function addPersonObject(kind: PersonObject, make: ObjectMaker): void {
  makers.set(kind, make)
}

export function offeredObjects(): PersonObject[] {
  return newPersonObjects.filter((kind) => makers.has(kind))
}

/** In the fixed order, so that a deal finds its company; each is bound to the dialog. */
export async function makeObjects(
  ctx: Ctx,
  conversation: ConversationRow,
  { wanted, person }: { wanted: readonly PersonObject[]; person: NewPerson },
): Promise<void> {
  for (const kind of newPersonObjects) {
    const make = makers.get(kind)
    if (!make || !wanted.includes(kind)) continue
    await bindQuietly(ctx, conversation.id, { kind, objectId: await make(ctx, person) })
  }
}
