/** The authority of MAX is unknown to Node: without OTKLIK_CA_FILE the words say what to do, with it the connection works. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openFakeMax, type FakeMax } from '../../test/fakes/max.ts'
import { maxIo } from '../../test/fakes/use-max.ts'
import { testMax } from './inspect.ts'
import { MaxSettings } from './settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'otklik-authority-'))
const inFolder = (name: string) => join(folder, name)
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
let whole: FakeMax
let leafOnly: FakeMax

beforeAll(async () => {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Test authority')
  openssl('req', ...key.slice(0, 5), '-keyout', 'leaf.key', '-out', 'leaf.csr', '-subj', '/CN=127.0.0.1')
  writeFileSync(inFolder('ext'), 'subjectAltName=IP:127.0.0.1\n')
  openssl(
    'x509',
    '-req',
    '-in',
    'leaf.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    'ext',
    '-out',
    'leaf.pem',
  )
  const [leaf, authority] = [readFileSync(inFolder('leaf.pem')), readFileSync(inFolder('ca.pem'))]
  const open = (cert: Buffer) =>
    openFakeMax(undefined, (serve) => createServer({ key: readFileSync(inFolder('leaf.key')), cert }, serve))
  whole = await open(Buffer.concat([leaf, authority]))
  leafOnly = await open(leaf)
})

afterAll(async () => {
  await Promise.all([whole.close(), leafOnly.close()])
  rmSync(folder, { recursive: true })
})

const tryIt = (fake: FakeMax, env: Record<string, string> = {}) =>
  testMax(
    MaxSettings.parse({ token: fake.world.token, apiUrl: `https://127.0.0.1:${fake.port}` }),
    maxIo(AbortSignal.timeout(20_000), env),
  )

it('is named in words with what to download and where to put it', async () => {
  for (const fake of [whole, leafOnly]) {
    const outcome = await tryIt(fake)
    const words = JSON.stringify(outcome)
    expect(outcome.ok).toBe(false)
    for (const part of ['Минцифры', 'gosuslugi.ru/crt', 'OTKLIK_CA_FILE', 'NODE_EXTRA_CA_CERTS'])
      expect(words).toContain(part)
  }
})

it('is trusted from OTKLIK_CA_FILE', async () => {
  for (const fake of [whole, leafOnly])
    expect(await tryIt(fake, { OTKLIK_CA_FILE: inFolder('ca.pem') })).toMatchObject({ ok: true })
})

it('in a file that is absent, empty or broken stops the start with the name of the file', async () => {
  writeFileSync(inFolder('empty.pem'), 'nothing')
  writeFileSync(inFolder('broken.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')
  for (const name of ['absent.pem', 'empty.pem', 'broken.pem'])
    expect(() => maxIo(AbortSignal.timeout(1000), { OTKLIK_CA_FILE: inFolder(name) })).toThrow(name)
})
