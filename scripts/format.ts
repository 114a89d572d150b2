// `npm run format [FILES]`: writes the files the way the check wants them.
import { spawnSync } from 'node:child_process'
import { ROOT } from './bootstrap/say.mjs'

const { status } = spawnSync('node_modules/.bin/oxfmt', process.argv.slice(2), {
  cwd: ROOT,
  stdio: 'inherit',
})
process.exitCode = status ?? 1
