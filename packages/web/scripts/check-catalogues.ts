/** Fails when a message in the code is missing from a catalogue or has no English words: `npm run check:i18n -w packages/web`. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const webFolder = join(import.meta.dirname, '..')
const localesFolder = join(webFolder, 'src/locales')
const english = join(localesFolder, 'en/messages.po')
const lingui = join(webFolder, '../../node_modules/@lingui/cli/dist/lingui.js')

/** Messages of a catalogue that stand in the code and have no translation. */
function untranslated(catalogue: string): string[] {
  return entriesOf(catalogue)
    .filter((entry) => entry.translation === '')
    .map((entry) => entry.source)
}

const before = entriesOf(readFileSync(english, 'utf8'))
const after = await extractFresh()
const known = new Set(before.map((entry) => entry.source))
const absent = after.filter((entry) => !known.has(entry.source)).map((entry) => entry.source)
const empty = untranslated(readFileSync(english, 'utf8'))
for (const source of absent)
  process.stderr.write(`not in the catalogue (run npm run i18n -w packages/web): ${source}\n`)
for (const source of empty) process.stderr.write(`no English words: ${source}\n`)
if (absent.length + empty.length > 0) process.exit(1)
process.stdout.write(`${after.length} messages, all of them in English\n`)

interface Entry {
  source: string
  translation: string
}

/** Extracts again into a folder of its own: the catalogues of the sources stay as they are. */
async function extractFresh(): Promise<Entry[]> {
  const fresh = await mkdtemp(join(tmpdir(), 'otklik-locales-'))
  try {
    await cp(localesFolder, fresh, { recursive: true })
    execFileSync(process.execPath, [lingui, 'extract', '--clean'], {
      cwd: webFolder,
      env: { ...process.env, LINGUI_LOCALES: fresh },
      stdio: 'pipe',
    })
    return entriesOf(readFileSync(join(fresh, 'en/messages.po'), 'utf8'))
  } finally {
    await rm(fresh, { recursive: true })
  }
}

function entriesOf(catalogue: string): Entry[] {
  const blocks = catalogue.split(/\n\s*\n/).slice(1)
  return blocks
    .filter((block) => !block.includes('#~'))
    .map((block) => ({ source: fieldOf(block, 'msgid'), translation: fieldOf(block, 'msgstr') }))
    .filter((entry) => entry.source !== '')
}

/** A field of a .po entry, its continued lines joined. */
function fieldOf(block: string, name: string): string {
  const found = new RegExp(`^${name} ((?:".*"\\s*)+)`, 'm').exec(block)
  return [...(found?.[1] ?? '').matchAll(/"(.*)"/g)].map((line) => line[1]).join('')
}
