import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { Failure, ROOT } from './say.mjs'

const WANTED_MAJOR = 24

/** The Node 24 that npm brought, else our own when it is new enough. */
export function findNode() {
  const windows = process.platform === 'win32'
  const folder = `node-${windows ? 'win' : process.platform}-${process.arch}`
  const carried = join(ROOT, 'node_modules', folder, 'bin', windows ? 'node.exe' : 'node')
  if (existsSync(carried)) return carried
  if (Number(process.versions.node.split('.')[0]) >= WANTED_MAJOR) return process.execPath
  throw new Failure(
    `Otklik runs on Node ${WANTED_MAJOR}, and npm has no ready build for ${process.platform} ${process.arch} (or it was left out by --omit=optional).\nInstall Node ${WANTED_MAJOR} and start again.`,
  )
}

/** Node 24 and the tools of the project first, so that whatever they start is ours as well. */
export function environment(node) {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  const first = [dirname(node), join(ROOT, 'node_modules', '.bin')]
  return { ...process.env, [key]: [...first, process.env[key]].filter(Boolean).join(delimiter) }
}
