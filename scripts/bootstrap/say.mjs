import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Ends the program with these words and no stack. */
export class Failure extends Error {}

/** Progress goes to stderr: what a command prints on stdout belongs to its caller. */
export function say(text) {
  process.stderr.write(`otklik: ${text}\n`)
}
