import { posix } from 'node:path'

const LINK = /!?\[[^\]]*\]\(\s*<?([^)>\s]+)>?(?:\s+"[^"]*")?\s*\)/g
const FENCE = /^```[^\n]*\n([\s\S]*?)^```/gm

/** Links to files of the project that are not there, and to headings that the page does not have. */
export function findBrokenLinks(file: string, text: string, exists: (path: string) => boolean): string[] {
  const prose = text.replace(FENCE, '').replace(/`[^`\n]*`/g, '')
  const broken: string[] = []
  for (const [, target = ''] of prose.matchAll(LINK)) {
    if (/^[a-z][a-z+.-]*:/i.test(target)) continue
    const [path = '', anchor] = target.split('#')
    if (path === '' && anchor !== undefined) {
      if (!headings(text).some((heading) => slug(heading.words) === decodeURIComponent(anchor))) {
        broken.push(`${file}: no heading #${anchor} on this page`)
      }
      continue
    }
    const full = posix.normalize(
      posix.join(path.startsWith('/') ? '.' : posix.dirname(file), decodeURIComponent(path)),
    )
    if (!exists(full)) broken.push(`${file}: link to ${target}, and there is no ${full}`)
  }
  return broken
}

/** The two front pages are one page in two languages: same outline, same commands, same pictures. */
export function findTwinDifferences(english: string, russian: string): string[] {
  const differences: string[] = []
  const compare = (what: string, left: string[], right: string[]): void => {
    const at = Array.from({ length: Math.max(left.length, right.length) }).findIndex(
      (_, index) => left[index] !== right[index],
    )
    if (at >= 0)
      differences.push(
        `README.md and README.ru.md differ in ${what} ${at + 1}: "${left[at] ?? 'none'}" and "${right[at] ?? 'none'}"`,
      )
  }
  compare('heading level', levels(english), levels(russian))
  compare('command', commands(english), commands(russian))
  compare('image', images(english), images(russian))
  return differences
}

/** Rows of `| R001 | what shows it | command |`: a number once, and nothing left empty. */
export function findBadRows(text: string): string[] {
  const problems: string[] = []
  const seen = new Set<string>()
  for (const line of text.split('\n').filter((each) => /^\|\s*R\d/.test(each))) {
    const cells = line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim())
    const number = cells[0] ?? ''
    if (!/^R\d{3}$/.test(number))
      problems.push(`docs/requirements.md: "${number}" is not a number such as R001`)
    if (seen.has(number)) problems.push(`docs/requirements.md: ${number} stands twice`)
    seen.add(number)
    if (cells.length < 3 || cells.some((cell) => cell === ''))
      problems.push(`docs/requirements.md: ${number} lacks a cell`)
  }
  if (seen.size === 0) problems.push('docs/requirements.md has no rows')
  return problems
}

/** Absolute paths of somebody's machine have no meaning for a reader. Spelled apart, so that this file passes. */
export function findForeignPaths(file: string, text: string): string[] {
  const foreign = new RegExp(`(?<![\\w.-])/(?:${['work', 'root', 'Users'].join('|')})/[\\w.-]+`, 'g')
  return [...text.matchAll(foreign)].map((match) => `${file}: ${match[0]} is a path of one machine`)
}

function levels(text: string): string[] {
  return headings(text).map((heading) => heading.level)
}

function headings(text: string): { level: string; words: string }[] {
  return [...text.replace(FENCE, '').matchAll(/^(#{1,6})\s+(.+)$/gm)].map(([, level = '', words = '']) => ({
    level,
    words,
  }))
}

function commands(text: string): string[] {
  const lines = [...text.matchAll(FENCE)].flatMap(([, body = '']) => body.split('\n'))
  // What follows a # is a remark, and remarks are translated.
  return lines
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
}

function images(text: string): string[] {
  return [...text.matchAll(/!\[[^\]]*\]\(([^)\s]+)|<img[^>]*src="([^"]+)"/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  )
}

/** As GitHub makes them. */
function slug(words: string): string {
  return words
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
}
