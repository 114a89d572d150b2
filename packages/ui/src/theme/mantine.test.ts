import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const packages = join(import.meta.dirname, '../../..')
const styles = dirname(createRequire(import.meta.url).resolve('@mantine/core/styles/global.layer.css'))
const listed = readFileSync(join(import.meta.dirname, 'mantine.css'), 'utf8')

it('lists the style sheet of every Mantine component in use', () => {
  const used = sourcesOf(join(packages, 'ui/src'), join(packages, 'web/src')).flatMap(mantineImports)
  const missing = [...new Set(used)].filter(
    (name) => existsSync(join(styles, `${name}.layer.css`)) && !listed.includes(`/${name}.layer.css`),
  )
  expect(used).toContain('Button')
  expect(missing).toEqual([])
})

function sourcesOf(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.tsx'))
      .map((path) => readFileSync(join(folder, path), 'utf8')),
  )
}

function mantineImports(source: string): string[] {
  const lists = source.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)
  return [...lists].flatMap((list) => (list[1] ?? '').split(',').map((name) => name.trim()))
}
