/** Prints what the first load of the feed weighs, packed, and fails above the limit. Runs after `vite build`. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const LIMIT = 285 * 1024
const dist = join(import.meta.dirname, '../dist')

interface Chunk {
  file: string
  imports?: string[]
  css?: string[]
}

const manifest: Record<string, Chunk> = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
const files = new Set<string>(['index.html', 'boot.js'])
addChunk('index.html')
addChunk(pageOf('FeedPage'))
const sizes = [...files].map((file) => ({ file, size: packedSize(file) })).toSorted((a, b) => b.size - a.size)
const total = sizes.reduce((sum, { size }) => sum + size, 0)
for (const { file, size } of sizes) process.stdout.write(`${kilobytes(size)}  ${file}\n`)
process.stdout.write(`${kilobytes(total)}  first load of the feed, limit ${kilobytes(LIMIT)}\n`)
if (total > LIMIT) process.exit(1)

/** The page is found by its name, whatever folder it lives in. */
function pageOf(name: string): string {
  const found = Object.keys(manifest).find((source) => source.endsWith(`/${name}.tsx`))
  if (found === undefined) throw new Error(`${name}.tsx is not a lazily loaded page of the build`)
  return found
}

function addChunk(name: string): void {
  const chunk = manifest[name]
  if (!chunk) throw new Error(`${name} is not in the manifest of the build`)
  if (files.has(chunk.file)) return
  files.add(chunk.file)
  for (const sheet of chunk.css ?? []) files.add(sheet)
  for (const imported of chunk.imports ?? []) addChunk(imported)
}

function packedSize(file: string): number {
  return gzipSync(readFileSync(join(dist, file)), { level: 9 }).length
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`.padStart(10)
}
