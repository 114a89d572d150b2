/** The script of the owner's page and what its frame loads, as they are sent. */
import { cpSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

export const limitBytes = 30 * 1024

/** Writes into `folder` and gives the packed weight of everything in it. */
export async function bundle(folder: string): Promise<number> {
  const root = import.meta.dirname
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: folder,
      emptyOutDir: true,
      modulePreload: false,
      rolldownOptions: {
        input: { widget: join(root, 'src/loader.ts'), app: join(root, 'src/app.ts') },
        output: { entryFileNames: '[name].js' },
      },
    },
  })
  for (const sheet of ['app.css', 'page.css']) cpSync(join(root, 'src', sheet), join(folder, sheet))
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)))
  return files.reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0)
}
