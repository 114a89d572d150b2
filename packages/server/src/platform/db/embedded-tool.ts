import { spawn } from 'node:child_process'
import type { Account } from './embedded-account.ts'

/** Runs a PostgreSQL tool to its end, under the database's account; rejects with what it said. */
export async function runTool(program: string, args: string[], account: Account | undefined): Promise<void> {
  const child = spawn(program, args, {
    // The account may not be able to enter our own working folder.
    cwd: process.platform === 'win32' ? undefined : '/',
    // LC_MESSAGES=C: the reasons are recognised by their English words.
    env: { ...process.env, LC_MESSAGES: 'C', LC_ALL: '', LANGUAGE: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    // "exit", not "close": the server that pg_ctl leaves behind may hold the pipes open.
    child.once('exit', resolve)
  })
  if (code !== 0) throw new Error(said.trim() || `${program} ended with code ${String(code)}`)
}
