/** Object keys told by links from elsewhere (exports, pasted addresses): the same a connector or a letter gives. */
import { cleanLink } from './email/recognisers/links.ts'
import { keyOfLink } from './email/recognisers/places.ts'
import { recognisers } from './email/recognisers/registry.ts'

/** `vk:wall-1_2?reply=3` of the address of that comment; null for a place no connector knows. */
export function objectKeyOf(href: string): string | null {
  const link = cleanLink(href)
  if (link === null) return null
  for (const { links = [] } of recognisers) {
    const key = keyOfLink(link, links)
    if (key !== null) return key
  }
  return null
}
