/** What to call a person, also one who left no name. */
import type { Interest } from '@otklik/contract'
import { t } from '@lingui/core/macro'
import { visitorNumber } from './visitor-number.ts'

interface Place {
  sourceType: string | null
  contactId?: string | null | undefined
}

interface Identity {
  network: string
  name: string | null
  externalId: string
}

/** A visitor of our own site is told from the next one by a number; elsewhere a network has only kept the name back. */
export function personWords(name: string | null | undefined, { sourceType, contactId }: Place): string {
  if (name) return name
  if (!isOfSite(sourceType)) return t`Без имени`
  if (!contactId) return t`Посетитель сайта`
  const number = visitorNumber(contactId)
  return t`Посетитель сайта ${number}`
}

/** One of the person's names in networks; what our own widget numbers visitors by says nothing to a reader. */
export function identityWords({ network, name, externalId }: Identity): string {
  return name ?? (network === 'site' ? t`Посетитель сайта` : externalId)
}

/** By the name, else by what they can be reached at. */
export function authorWords({ author, sourceType }: Pick<Interest, 'author' | 'sourceType'>): string {
  const { name, email, phone, contactId } = author ?? {}
  return personWords(name ?? email ?? phone, { sourceType, contactId })
}

function isOfSite(sourceType: string | null): boolean {
  return sourceType?.startsWith('site_') ?? false
}
