import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** What a program that logs this writes. */
function logged(lines: string): string {
  const log = join(import.meta.dirname, 'log.ts')
  const source = `import { createLog } from ${JSON.stringify(log)}; const log = createLog('info', 'stderr'); ${lines}`
  return spawnSync(process.execPath, ['--input-type=module', '-e', source], { encoding: 'utf8' }).stderr
}

test('a failed query is logged without its values, in the message, the error and its causes', () => {
  const text = logged(`
    const cause = new Error('Failed query: insert into users values ($1)\\nparams: olga@example.test,первая строка\\nтайна')
    Object.assign(cause, { params: ['тайна'], query: 'insert into users values ($1)' })
    const error = new Error('the outer', { cause })
    log.error({ err: cause }, 'request failed: ' + cause.message)
    log.error({ err: error }, 'request failed')
  `)
  expect(text).toContain('insert into users')
  expect(text).toContain('the outer')
  expect(text).not.toContain('тайна')
  expect(text).not.toContain('olga@')
})

test('passwords in addresses, hook addresses and named secrets are masked', () => {
  const text = logged(`
    log.warn({ password: 'тайна' }, 'no answer from postgres://otklik:тайна@db.example:5432/otklik')
    log.warn({ err: new Error('smtps://me:тайна@smtp.example refused') }, 'POST /hooks/abcdefghijklmnopqrstuvwxyz')
  `)
  expect(text).toContain('postgres://…@db.example:5432/otklik')
  expect(text).toContain('/hooks/…')
  expect(text).not.toContain('тайна')
  expect(text).not.toContain('abcdefghijkl')
})
