/** npm runs scripts in the project's folder; paths are meant from where the person stands. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { CommandError } from './command-error.ts'

/** Kept as it was written where that is enough. Throws CommandError when there is nothing. */
export function findPath(path: string): string {
  const places = [process.env['INIT_CWD'], process.cwd()].filter((folder) => folder !== undefined)
  const found = places
    .map((folder) => ({ absolute: resolve(folder, path), isHere: folder === process.cwd() }))
    .find(({ absolute }) => existsSync(absolute))
  if (!found) throw new CommandError(`There is no file or folder «${path}»`)
  return found.isHere ? path : found.absolute
}
