import { z } from 'zod'
import { callGraph, readAnswer, type Way } from './api.ts'

const Info = z.looseObject({
  name: z.string().nullish(),
  group_id: z.union([z.int(), z.string()]).transform(String),
})

/** The group a token belongs to; `group:53…` and `53…` are one. */
export async function readAccount(way: Way): Promise<{ id: string; name: string }> {
  const { name, group_id: id } = readAnswer(Info, await callGraph(way, 'me/info'), 'me/info')
  const bare = id.replace(/^group:/, '')
  return { id: bare, name: name ?? `Группа ${bare}` }
}

export async function groupIdOf(way: Way): Promise<string> {
  return (await readAccount(way)).id
}
