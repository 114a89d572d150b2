import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser } from '../test/browser.ts'
import { useHarness } from '../test/harness.ts'

const harness = useHarness({ jobs: false })
let dataDir = ''
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'otklik-cli-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

it('makes the owner, the workspace and a key once, for scripts', async () => {
  const made = await run(
    ['--email', 'boss@example.test', '--workspace', 'Пекарня', '--password-stdin', '--api-key'],
    'пароль для скрипта\n',
  )
  expect(made).toMatchObject({ code: 0, errors: '' })
  expect(made.output).toMatch(/^otk_[\w-]{40,}\n$/)
  const { items } = await harness().withKey(made.output.trim()).members.list()
  expect(items).toMatchObject([{ email: 'boss@example.test', name: 'boss', role: 'owner' }])
  const signedIn = await openBrowser(harness()).post('/api/auth/sign-in/email', {
    email: 'boss@example.test',
    password: 'пароль для скрипта',
  })
  expect(signedIn.status).toBe(200)
  const again = await run(
    ['--email', 'b@example.test', '--workspace', 'X', '--password-stdin'],
    'пароль для скрипта',
  )
  expect(again.code).toBe(1)
  expect(again.errors).toContain('already has an owner')
})

it('says what is missing', async () => {
  expect(await run(['--email', 'boss@example.test', '--workspace', 'X'], '')).toMatchObject({
    code: 1,
    errors: expect.stringContaining('--password-stdin'),
  })
  expect(
    await run(['--email', 'boss', '--workspace', 'X', '--password-stdin'], 'x'.repeat(12)),
  ).toMatchObject({ code: 1, errors: expect.stringContaining('--email') })
  expect(
    await run(['--email', 'b@example.test', '--workspace', 'X', '--password-stdin'], 'short'),
  ).toMatchObject({ code: 1, errors: expect.stringContaining('10 to 200') })
})

async function run(
  args: string[],
  input: string,
): Promise<{ code: number | null; output: string; errors: string }> {
  const cli = join(import.meta.dirname, '..', 'cli.ts')
  const env = {
    ...process.env,
    DATABASE_URL: harness().databaseUrl,
    OTKLIK_DATA: dataDir,
    LOG_LEVEL: 'silent',
  }
  const child = spawn(process.execPath, [cli, 'create-owner', ...args], { env })
  child.stdin.end(input)
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => {
    child.on('close', resolve)
  })
  return { code, output, errors }
}
