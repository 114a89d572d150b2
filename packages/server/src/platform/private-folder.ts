import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/** Makes the folder for this account alone (0700). One that is there keeps its rights: they are the administrator's choice. */
export function makePrivateFolder(path: string): void {
  // Folders above it may be common ones, such as /var/lib.
  mkdirSync(dirname(path), { recursive: true })
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
