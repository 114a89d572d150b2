// `npm run dev`: the server restarts and the client reloads when their files change.
//   client http://127.0.0.1:5173 (proxies /api and /hooks), server http://127.0.0.1:3000
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from './bootstrap/say.mjs'
import type { ChildProcess } from 'node:child_process'

const programs: ChildProcess[] = [
  spawn(process.execPath, ['--watch', 'packages/server/src/main.ts', ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: 'inherit',
  }),
  spawn(process.execPath, [join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')], {
    cwd: join(ROOT, 'packages', 'web'),
    stdio: 'inherit',
  }),
]

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
// One without the other is of no use.
for (const program of programs) program.once('exit', stop)

function stop(): void {
  for (const program of programs) program.kill('SIGTERM')
}
