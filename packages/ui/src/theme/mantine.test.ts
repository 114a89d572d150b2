import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const packages = join(import.meta.dirname, '../../..')
const styles = dirname(createRequire(import.meta.url).resolve('@mantine/core/styles/global.layer.css'))
const modules = join(styles, '../esm')
const spotlight = join(styles, '../../spotlight/esm')
const listed = [
  ...readFileSync(join(import.meta.dirname, 'mantine.css'), 'utf8').matchAll(/styles\/([\w-]+)\.layer\.css/g),
].map(([, name = '']) => name)
/** What stands under every page, whoever is on it. */
const ground = ['baseline', 'default-css-variables', 'global']

it('lists the style sheets of the Mantine components in use, and no others', () => {
  const used = sourcesOf(join(packages, 'ui/src'), join(packages, 'web/src'), spotlight).flatMap(
    mantineImports,
  )
  expect(used).toContain('Button')
  const needed = styledFrom(used.flatMap((name) => entries.get(name) ?? []))
  expect(needed).toContain('Combobox')
  expect(listed.toSorted()).toEqual([...ground, ...needed].toSorted())
})

/** Where each exported name of Mantine lives. */
const entries = new Map(
  [
    ...readFileSync(join(modules, 'index.mjs'), 'utf8').matchAll(/import \{([^}]*)\} from "(\.[^"]+)"/g),
  ].flatMap(([, names = '', path = '']) =>
    namesIn(names).map((name): [string, string] => [name, join(modules, path)]),
  ),
)

/** Components with a sheet of their own among these modules and all they import. */
function styledFrom(files: readonly string[]): string[] {
  const seen = new Set<string>()
  const visit = (file: string) => {
    if (seen.has(file)) return
    seen.add(file)
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/ from "(\.[^"]+)"/g))
      visit(join(dirname(file), path))
  }
  files.forEach(visit)
  return [...seen]
    .map((file) => /\/([\w-]+)\.module\.mjs$/.exec(file)?.[1] ?? '')
    .filter((name) => name !== '' && existsSync(join(styles, `${name}.layer.css`)))
}

function sourcesOf(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(?:tsx?|mjs)$/.test(path))
      .map((path) => readFileSync(join(folder, path), 'utf8')),
  )
}

function mantineImports(source: string): string[] {
  const lists = source.matchAll(/import \{([^}]*)\} from ['"]@mantine\/core['"]/g)
  return [...lists].flatMap((list) => namesIn(list[1] ?? ''))
}

/** Of `a as b` the first: it is what Mantine calls the thing. */
function namesIn(list: string): string[] {
  return list.split(',').map((name) => name.trim().replace(/ as .*$/, ''))
}
