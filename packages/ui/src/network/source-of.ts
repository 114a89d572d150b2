/** What an identity of a person lives in is named otherwise than a source of cards: `mail`, `phone`, `site:coffee.example`. */
const sources: Record<string, string> = {
  mail: 'mailbox',
  email: 'mailbox',
  yandex: 'yandex_maps',
  sms: 'phone',
}

/** The source type whose drawing and words suit a network; a source type stays itself. */
export function sourceOf(network: string): string {
  if (network.startsWith('site:')) return 'site_form'
  return Object.hasOwn(sources, network) ? (sources[network] ?? network) : network
}
