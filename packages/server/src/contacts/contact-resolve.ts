/** Who wrote: the person behind an author, by equal identities and nothing else. */
import { and, eq, or, type SQL } from 'drizzle-orm'
import type { InboundAuthor } from '../channels/channel.ts'
import type { Ctx } from '../platform/ctx.ts'
import { contacts, identities } from './contacts.table.ts'

const longestKey = 500

interface IdentityKey {
  network: string
  externalId: string
}

/**
 * Finds or makes the contact of an author; null when the source gives only a name.
 * Safe when many events of one person arrive at once: the unique identity decides, the loser takes the winner's contact.
 * Identities that already belong to different contacts are left as they are: nothing is merged by guess.
 */
export async function resolveContact(ctx: Ctx, author: InboundAuthor): Promise<string | null> {
  const keys = identityKeys(author)
  if (keys.length === 0) return null
  const known = await findIdentities(ctx, keys)
  const missing = keys.filter((key) => !known.some((row) => isSame(row, key)))
  const contact = firstByKeys(keys, known)
  if (contact) {
    if (missing.length > 0) await insertIdentities(ctx, author, missing, contact.contactId)
    await completeContact(ctx, contact, author)
    return contact.contactId
  }
  return makeContact(ctx, author, keys)
}

/** The identities an author carries, the network's own first: it names the person most exactly. */
export function identityKeys(author: InboundAuthor): IdentityKey[] {
  const email = author.email?.trim().toLowerCase()
  const phone = author.phone ? normalPhone(author.phone) : undefined
  const keys: IdentityKey[] = []
  const add = (network: string, externalId: string) => {
    // What is too long for an index is no address anybody has.
    if (externalId.length > longestKey || network.length > longestKey) return
    if (!keys.some((key) => key.network === network && key.externalId === externalId))
      keys.push({ network, externalId })
  }
  if (author.externalId)
    add(author.network, author.network === 'mail' ? author.externalId.toLowerCase() : author.externalId)
  if (email) add('mail', email)
  if (phone) add('phone', phone)
  return keys
}

/** Digits with the country: `8 (916) 123-45-67` and `+7 916 1234567` are one phone. Undefined when it is too short to be one. */
export function normalPhone(phone: string): string | undefined {
  const digits = phone.replaceAll(/\D/g, '')
  if (digits.length < 10 || digits.length > 15) return undefined
  if (digits.length === 10) return `+7${digits}`
  if (digits.length === 11 && digits.startsWith('8') && !phone.trim().startsWith('+'))
    return `+7${digits.slice(1)}`
  return `+${digits}`
}

interface KnownIdentity extends IdentityKey {
  contactId: string
  name: string | null
  photoUrl: string | null
}

function findIdentities(ctx: Ctx, keys: IdentityKey[]): Promise<KnownIdentity[]> {
  return ctx.db
    .select({
      network: identities.network,
      externalId: identities.externalId,
      contactId: identities.contactId,
      name: contacts.name,
      photoUrl: contacts.photoUrl,
    })
    .from(identities)
    .innerJoin(
      contacts,
      and(eq(contacts.workspaceId, identities.workspaceId), eq(contacts.id, identities.contactId)),
    )
    .where(and(eq(identities.workspaceId, ctx.workspaceId), oneOf(keys)))
}

function oneOf(keys: IdentityKey[]): SQL | undefined {
  return or(
    ...keys.map((key) => and(eq(identities.network, key.network), eq(identities.externalId, key.externalId))),
  )
}

async function makeContact(ctx: Ctx, author: InboundAuthor, keys: IdentityKey[]): Promise<string> {
  const contactId = ctx.newId()
  const made = await insertIdentities(ctx, author, keys, contactId)
  if (made === keys.length) {
    const now = ctx.now()
    await ctx.db.insert(contacts).values({
      workspaceId: ctx.workspaceId,
      id: contactId,
      name: author.name,
      photoUrl: author.photoUrl,
      createdAt: now,
      updatedAt: now,
    })
    return contactId
  }
  // Somebody made a contact of this person between our look and our write: ours gives way.
  const winner = firstByKeys(keys, await findIdentities(ctx, keys))
  if (!winner) throw new Error('an identity was refused as known and then not found')
  await ctx.db
    .update(identities)
    .set({ contactId: winner.contactId })
    .where(and(eq(identities.workspaceId, ctx.workspaceId), eq(identities.contactId, contactId)))
  return winner.contactId
}

/** In the order of the keys, so that two transactions never wait for each other. Returns how many were new. */
async function insertIdentities(
  ctx: Ctx,
  author: InboundAuthor,
  keys: IdentityKey[],
  contactId: string,
): Promise<number> {
  const rows = keys
    .toSorted((a, b) => compare(`${a.network} ${a.externalId}`, `${b.network} ${b.externalId}`))
    .map((key) => ({
      workspaceId: ctx.workspaceId,
      id: ctx.newId(),
      contactId,
      ...key,
      name: author.name,
      profileUrl: key.network === author.network ? author.profileUrl : null,
      createdAt: ctx.now(),
    }))
  const made = await ctx.db
    .insert(identities)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: identities.id })
  return made.length
}

/** The name or photo a first event lacked. What is known stays. */
async function completeContact(ctx: Ctx, contact: KnownIdentity, author: InboundAuthor): Promise<void> {
  const name = contact.name ?? author.name
  const photoUrl = contact.photoUrl ?? author.photoUrl
  if (name === contact.name && photoUrl === contact.photoUrl) return
  await ctx.db
    .update(contacts)
    .set({ name, photoUrl, updatedAt: ctx.now() })
    .where(and(eq(contacts.workspaceId, ctx.workspaceId), eq(contacts.id, contact.contactId)))
}

function firstByKeys<T extends IdentityKey>(keys: IdentityKey[], rows: T[]): T | undefined {
  for (const key of keys) {
    const row = rows.find((candidate) => isSame(candidate, key))
    if (row) return row
  }
  return undefined
}

function isSame(a: IdentityKey, b: IdentityKey): boolean {
  return a.network === b.network && a.externalId === b.externalId
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
