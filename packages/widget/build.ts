/** Builds the script of the owner's page and the frame, and fails when together they weigh more than promised. */
import { cpSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const limit = 30 * 1024
const root = import.meta.dirname
const dist = join(root, 'dist')

await build({
  configFile: false,
  root,
  logLevel: 'warn',
  publicDir: false,
  build: {
    outDir: dist,
    emptyOutDir: true,
    modulePreload: false,
    rolldownOptions: {
      input: { widget: join(root, 'src/loader.ts'), app: join(root, 'src/app.ts') },
      output: { entryFileNames: '[name].js' },
    },
  },
})
for (const sheet of ['app.css', 'page.css']) cpSync(join(root, 'src', sheet), join(dist, sheet))
const total = readdirSync(dist).reduce(
  (sum, name) => sum + gzipSync(readFileSync(join(dist, name)), { level: 9 }).length,
  0,
)
process.stdout.write(`the widget weighs ${(total / 1024).toFixed(1)} KB packed, limit ${limit / 1024} KB\n`)
if (total > limit) process.exit(1)
