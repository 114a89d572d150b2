/** Where the public keys of signatures come from. */
import { resolveTxt } from 'node:dns/promises'

export type DnsResolver = (name: string, type: string) => Promise<string[][] | string[]>

/** `none`: no own check; `dns`: asked and kept for an hour; a record: name to TXT, for tests and closed networks. */
export type DkimKeys = 'none' | 'dns' | Readonly<Record<string, string>>

const keepFor = 60 * 60 * 1000
const waitFor = 4000
const mostKept = 2000
const kept = new Map<string, { at: number; answer: Promise<string[][]> }>()

/** Null when there is nothing to check with. */
export function dkimResolver(keys: DkimKeys): DnsResolver | null {
  if (keys === 'none') return null
  if (keys === 'dns') return askDns
  return async (name, type) => {
    const record = type === 'TXT' ? keys[name.toLowerCase()] : undefined
    if (record === undefined) throw notFound(name)
    return [[record]]
  }
}

function askDns(name: string, type: string): Promise<string[][]> {
  if (type !== 'TXT') return Promise.reject(notFound(name))
  const known = kept.get(name)
  if (known && Date.now() - known.at < keepFor) return known.answer
  if (kept.size >= mostKept) kept.clear()
  const answer = withDeadline(resolveTxt(name), name)
  kept.set(name, { at: Date.now(), answer })
  answer.catch(() => kept.delete(name))
  return answer
}

async function withDeadline(answer: Promise<string[][]>, name: string): Promise<string[][]> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error(`No answer about ${name} in time`), { code: 'ETIMEOUT' })),
      waitFor,
    )
  })
  try {
    return await Promise.race([answer, deadline])
  } finally {
    clearTimeout(timer)
  }
}

function notFound(name: string): Error {
  return Object.assign(new Error(`No record for ${name}`), { code: 'ENOTFOUND' })
}
