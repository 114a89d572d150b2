/** Packs the built text files beside themselves, so that the server packs nothing on the way: `app.js` and `app.js.gz`. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

const dist = join(import.meta.dirname, '../dist')
const packed = new Set(['.html', '.js', '.css', '.svg', '.webmanifest'])

const entries = await readdir(dist, { recursive: true, withFileTypes: true })
for (const entry of entries) {
  if (!entry.isFile() || !packed.has(extname(entry.name))) continue
  const path = join(entry.parentPath, entry.name)
  await writeFile(`${path}.gz`, gzipSync(await readFile(path), { level: 9 }))
}
