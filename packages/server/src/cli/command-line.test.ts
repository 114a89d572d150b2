import { spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase } from '../platform/db/client.ts'
import { createTestDatabase } from '../test/test-database.ts'

const program = join(import.meta.dirname, '..', 'cli.ts')
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'otklik-cli-'))
  // As root the embedded database runs as another account, which has to get in.
  await chmod(folder, 0o755)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Result {
  code: number | null
  out: string
  err: string
}

function otklik(args: string[], options: { env: Record<string, string>; input?: string }): Promise<Result> {
  return new Promise((resolve, reject) => {
    const { PATH = '', HOME = '' } = process.env
    const child = spawn(process.execPath, [program, ...args], { env: { PATH, HOME, ...options.env } })
    const texts = { out: '', err: '' }
    child.stdout.on('data', (chunk: Buffer) => (texts.out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (texts.err += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...texts }))
    child.stdin.end(options.input ?? '')
  })
}

describe('the command line', () => {
  it(
    'makes an installation in the embedded database, imports, saves it and brings it back on a server',
    { timeout: 300_000 },
    async () => {
      const env = { OTKLIK_DATA: join(folder, 'data') }
      await mkdir(env.OTKLIK_DATA)
      expect(await otklik(['import-mail', folder], { env })).toMatchObject({
        code: 2,
        err: expect.stringContaining('no workspace'),
      })
      expect(await otklik(['import-mail', join(folder, 'nothing here')], { env })).toMatchObject({
        code: 2,
        err: expect.stringContaining('nothing here'),
      })
      const owner = [
        'create-owner',
        '--email',
        'vera@shop.example',
        '--password-stdin',
        '--workspace',
        'Лавка',
      ]
      expect(await otklik(owner, { env, input: 'a long password\n' })).toMatchObject({ code: 0 })

      await writeFile(
        join(folder, 'one.eml'),
        'From: a@b.example\nSubject: x\nMessage-ID: <1@b.example>\nDate: Mon, 02 Mar 2026 10:00:00 +0300\n\nЕсть ли кофе?\n',
      )
      await writeFile(join(folder, 'two.eml'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]))
      const imported = await otklik(
        ['import-mail', join(folder, 'one.eml'), join(folder, 'two.eml'), '--json'],
        { env },
      )
      expect(imported).toMatchObject({ code: 0, err: '' })
      expect(
        imported.out
          .trim()
          .split('\n')
          .map((line) => (JSON.parse(line) as { outcome: string }).outcome),
      ).toEqual(['interest', 'unreadable'])

      const file = join(folder, 'saved.otklik')
      const saved = await otklik(['backup', file], { env })
      expect(saved).toMatchObject({ code: 0, out: expect.stringContaining('holds the key') })
      expect(await otklik(['backup', file], { env })).toMatchObject({
        code: 2,
        err: expect.stringContaining('--overwrite'),
      })
      expect(await otklik(['backup', '--verify', file], { env })).toMatchObject({
        code: 0,
        out: expect.stringContaining('is whole'),
      })
      expect(await otklik(['restore', file], { env })).toMatchObject({
        code: 2,
        err: expect.stringContaining('--replace'),
      })

      const server = await createTestDatabase()
      try {
        const elsewhere = { OTKLIK_DATA: join(folder, 'elsewhere'), DATABASE_URL: server.url, PORT: '0' }
        await mkdir(elsewhere.OTKLIK_DATA)
        expect(await otklik(['restore', file], { env: elsewhere })).toMatchObject({
          code: 0,
          out: expect.stringContaining('Restored'),
        })
        const database = createDatabase({ url: server.url, maxConnections: 1 })
        const { rows } = await database.pool.query<{ text: string }>(
          `select text from interests where action = 'email' order by text`,
        )
        await database.close()
        expect(rows.map(({ text }) => text)).toContain('Есть ли кофе?')
        const health = await otklik(['doctor', '--json'], { env: elsewhere })
        expect(health.code).toBe(0)
        expect(JSON.parse(health.out)).toMatchObject({ ok: true })
      } finally {
        await server.drop()
      }
    },
  )
})
