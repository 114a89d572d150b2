import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { hookCommand } from './hook-command.ts'

const hook = {
  contentType: 'application/json',
  body: '{"text": "Д\'Артаньян спрашивает"}',
  signature: { kind: 'hmac' as const, field: 'secret' },
}

/** Runs the command in a shell where `curl` only tells what it was given. */
function run(command: string): string[] {
  const script = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${command.replace("SECRET='…'", 'SECRET=tell-nobody')}`
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0')
}

it('hands the body over whole, whatever quotes it has', () => {
  const words = run(hookCommand(hook, 'https://crm.example.ru/hooks/abc', false))
  expect(words).toContain('{"text":"Д\'Артаньян спрашивает"}')
  expect(words).toContain('https://crm.example.ru/hooks/abc')
})

it('signs as the server checks', () => {
  const words = run(hookCommand(hook, 'https://crm.example.ru/hooks/abc', true))
  const [, time, signature] =
    /^otklik-signature: t=(\d+),v1=([0-9a-f]{64})$/.exec(
      words.find((word) => word.startsWith('otklik-signature')) ?? '',
    ) ?? []
  const body = words[words.indexOf('-d') + 1] ?? ''
  expect(signature).toBe(createHmac('sha256', 'tell-nobody').update(`${time}.${body}`).digest('hex'))
})
