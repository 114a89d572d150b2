/** Reads the fixtures of the recognisers for tests: a letter file and what must be made of it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Letter, SenderTrust } from '../letter.ts'
import { parseLetter } from '../parse.ts'
import type { RecogniseContext } from './types.ts'

/** What stands in the `.json` beside a letter, but for the expected result. */
export interface FixtureSetting {
  /** `dkim:<domain>`, `collector` or `none`. */
  trust: string
  collectorSource?: string
  fromJunk?: boolean
}

export const receivedAt = new Date('2026-11-20T09:15:30Z')

export function listFolders(): string[] {
  return readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
}

/** Names of the fixtures of a source, without the ending. */
export function listFixtures(folder: string): string[] {
  return readdirSync(join(import.meta.dirname, folder, 'fixtures'))
    .filter((name) => name.endsWith('.eml'))
    .map((name) => name.slice(0, -4))
}

export function fixturePath(folder: string, file: string): string {
  return join(import.meta.dirname, folder, 'fixtures', file)
}

export function contextOf(setting: FixtureSetting): RecogniseContext {
  return {
    collectorSource: setting.collectorSource ?? null,
    receivedAt,
    mailboxName: 'inbox@sever.example',
    fromJunk: setting.fromJunk ?? false,
  }
}

/** The letter as the parser reads it; only the proof of the sender, which needs DNS, is set by the fixture. */
export async function readFixtureLetter(
  folder: string,
  name: string,
  setting: FixtureSetting,
): Promise<Letter> {
  const raw = readFileSync(fixturePath(folder, `${name}.eml`))
  const letter = await parseLetter(raw, {
    ownAuthServers: [],
    collectorAddresses: [],
    dkimKeys: {},
    now: receivedAt,
  })
  return { ...letter, trust: trustOf(setting.trust) }
}

function trustOf(written: string): SenderTrust {
  const [proof, domain] = written.split(':')
  if (proof === 'dkim' && domain !== undefined) return { proof, signedBy: [domain], doubts: [] }
  return { proof: proof === 'collector' ? 'collector' : 'none', signedBy: [], doubts: [] }
}
