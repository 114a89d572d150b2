/** The client is built as `npm start` builds it: only when its sources changed. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

export default function buildClient(): void {
  const root = join(import.meta.dirname, '..')
  execFileSync(process.execPath, [join(root, 'scripts', 'bootstrap.mjs'), 'build'], {
    cwd: root,
    stdio: 'inherit',
  })
}
