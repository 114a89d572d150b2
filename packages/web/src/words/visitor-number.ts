/** Four digits of the contact's id: the same on every screen, and enough to tell the visitors of a day apart. */
export function visitorNumber(contactId: string): string {
  return String(Number.parseInt(contactId.slice(-8), 16) % 10_000).padStart(4, '0')
}
