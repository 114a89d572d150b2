import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { createFiles } from './files.ts'
import { createVault } from './vault.ts'

let top: string
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'otklik-folder-'))
})
afterEach(() => rm(top, { recursive: true, force: true }))

async function modeOf(...path: string[]): Promise<number> {
  return (await stat(join(top, ...path))).mode & 0o777
}

test('the data folder is made for its owner alone, whoever comes first', async () => {
  await createFiles(readConfig({ OTKLIK_DATA: join(top, 'deep', 'one') }))
  createVault({ secret: null, dataDir: join(top, 'deep', 'two') })
  expect(await modeOf('deep', 'one')).toBe(0o700)
  expect(await modeOf('deep', 'one', 'files')).toBe(0o700)
  expect(await modeOf('deep', 'two')).toBe(0o700)
  expect(await modeOf('deep')).not.toBe(0o700)
})
