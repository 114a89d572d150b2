/** Values of the connect form: what is shown at first and what is sent. */
import type { Channel, ChannelKind } from '@otklik/contract'

export type FormValue = string | number | boolean | null
export type FormValues = Record<string, FormValue>
export type Field = ChannelKind['fields'][number]

/**
 * A saved channel shows its settings; a new one the suggested values and what was typed before a reload. A setting that
 * was never saved works as suggested, so that it must be shown and sent as suggested: an empty box would switch it off.
 */
export function firstValues(kind: ChannelKind, channel: Channel | undefined, draft: FormValues): FormValues {
  return Object.fromEntries(
    kind.fields.map((field) => {
      const saved = channel?.settings[field.name]
      const suggested = saved === undefined ? field.default : null
      return [field.name, draft[field.name] ?? saved ?? suggested ?? (field.type === 'boolean' ? false : '')]
    }),
  )
}

/** A secret nobody typed is left out: the server keeps the saved one. */
export function valuesToSend(kind: ChannelKind, values: FormValues): FormValues {
  const entries = kind.fields.map((field): [string, FormValue] => [field.name, values[field.name] ?? null])
  return Object.fromEntries(entries.map(([name, value]) => [name, value === '' ? null : value]))
}

/** What may wait in the browser for a reload; secrets may not. */
export function draftOf(kind: ChannelKind, values: FormValues): FormValues {
  const open = new Set(kind.fields.filter(({ type }) => type !== 'secret').map(({ name }) => name))
  return Object.fromEntries(Object.entries(values).filter(([name]) => open.has(name)))
}

/** A strong secret, made in the browser. */
export function makeSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}
