/** Addresses come from letters of strangers: only those that open a page, a call or a letter become links. */
export function safeUrl(url: string | null | undefined): string | undefined {
  return url && /^(?:https?:\/\/|mailto:|tel:|\/(?!\/))/i.test(url) ? url : undefined
}
