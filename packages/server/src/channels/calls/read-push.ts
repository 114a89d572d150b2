/** What was sent, opened: fields of the form and the values rules look into. */
import { ChannelError } from '../channel.ts'
import type { Path, Recipe, Source } from './recipe.ts'

export interface Push {
  /** Fields of a form as they came; empty for bare JSON. */
  fields: URLSearchParams
  data: unknown
}

/** Throws `bad_event` in words. */
export function readPush(recipe: Recipe, body: Uint8Array): Push {
  const text = readText(body)
  if (recipe.content === 'json') return { fields: new URLSearchParams(), data: parse(text) }
  const fields = new URLSearchParams(text)
  if (recipe.content === 'form') return { fields, data: Object.fromEntries(fields) }
  const json = fields.get(recipe.content.jsonIn)
  if (json === null) {
    const name = recipe.content.jsonIn
    throw unreadable(`В запросе нет поля ${name}`, `The request has no field ${name}`)
  }
  return { fields, data: parse(json) }
}

export function kindOf(recipe: Recipe, data: unknown, address: string): string {
  if (recipe.kind === 'address') return address.replaceAll(/^\/+|\/+$/g, '')
  return textAt(data, recipe.kind.value)
}

/** Empty where there is nothing. */
export function textAt(data: unknown, path: Path): string {
  let value = data
  for (const name of path.split('.')) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return ''
    value = Object.getOwnPropertyDescriptor(value, name)?.value
  }
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** Empty where there is nothing. */
export function valueOf(data: unknown, source: Source | undefined): string {
  if (source === undefined) return ''
  if (typeof source === 'string') return textAt(data, source)
  if ('always' in source) return source.always
  if ('between' in source) {
    const [from, to] = source.between.map((path) => Number(textAt(data, path)))
    return from && to && to >= from ? String(to - from) : ''
  }
  const names = [...source.link.matchAll(/\{([\w.]+)\}/g)].map(([, name]) => name ?? '')
  if (names.some((name) => textAt(data, name) === '')) return ''
  return source.link.replaceAll(/\{([\w.]+)\}/g, (_all, name: string) =>
    encodeURIComponent(textAt(data, name)),
  )
}

function readText(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw unreadable('Тело запроса не в кодировке UTF-8', 'The body is not UTF-8')
  }
}

function parse(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw unreadable('Тело запроса не JSON', 'The body is not JSON')
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw unreadable('В запросе не объект JSON', 'The request is no JSON object')
  return value
}

export function unreadable(ru: string, en: string): ChannelError {
  return new ChannelError('bad_event', { ru, en })
}
