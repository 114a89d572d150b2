/** `import-mail`: letters from files through the same intake as letters of a mailbox. */
import { Command } from 'commander'
import { z } from 'zod'
import type { Platform } from '../platform/platform.ts'
import { findPath } from './find-path.ts'
import { chooseChannel, chooseWorkspace, prepareTrust } from './mail/import-channel.ts'
import type { ImportLine } from './mail/import-letter.ts'
import { importLetters } from './mail/import-queue.ts'
import { measureMail, readLetters, type Found } from './mail/read-letters.ts'
import { createProgress } from './progress.ts'
import { withProgram } from './with-program.ts'

const Options = z.object({
  json: z.boolean().default(false),
  workspace: z.string().optional(),
  channel: z.string().optional(),
  authServer: z.array(z.string()).default([]),
})

export type ImportOptions = z.infer<typeof Options> & { paths: string[] }

export function importMailCommand(): Command {
  return new Command('import-mail')
    .description('Read letters from .eml files, mbox files, Maildir folders and folders of these')
    .argument('<path...>', 'files and folders')
    .option('--json', 'print one line of JSON per letter')
    .option('--workspace <name or id>', 'needed when there are several')
    .option('--channel <id>', 'the e-mail channel the letters belong to')
    .option('--auth-server <name...>', 'own receiving server whose Authentication-Results may be believed')
    .action(async (paths: string[], values: unknown) => {
      const options = { ...Options.parse(values), paths: paths.map(findPath) }
      await withProgram(({ platform }) => importMail(platform, options, process.stdout))
    })
}

/** Every letter ends in exactly one line (`--json`) or one count. Throws CommandError for wrong use. */
export async function importMail(
  platform: Platform,
  options: ImportOptions,
  out: NodeJS.WritableStream,
): Promise<Map<string, number>> {
  const workspace = await chooseWorkspace(platform, options.workspace)
  const channel = await chooseChannel(platform, workspace.id, options.channel)
  const room = { platform, channel: await prepareTrust(channel, options.authServer) }
  const progress = createProgress(process.stderr, !options.json)
  const total = process.stderr.isTTY && !options.json ? await measureAll(options.paths) : 0
  const counts = new Map<string, number>()
  const began = Date.now()
  let letters = 0
  let bytes = 0
  for await (const { line, bytes: read } of importLetters(
    room,
    readAll(options.paths, platform.clock.now()),
  )) {
    counts.set(line.outcome, (counts.get(line.outcome) ?? 0) + 1)
    letters += 1
    bytes += read
    if (options.json) await write(out, toJson(line))
    else if (line.outcome === 'unreadable')
      process.stderr.write(`${line.file}: ${line.interestId ? 'unreadable, kept as a card' : 'unreadable'}\n`)
    progress.show(bytes, total, `${describe(counts)}  ${rate(letters, began)}`)
  }
  progress.end()
  if (!options.json)
    await write(
      out,
      `${letters} letters into «${channel.row.name}» of «${workspace.name}», ${rate(letters, began)}\n${table(counts)}`,
    )
  return counts
}

async function* readAll(paths: readonly string[], now: Date): AsyncGenerator<Found> {
  for (const path of paths) yield* readLetters(path, now)
}

async function measureAll(paths: readonly string[]): Promise<number> {
  let total = 0
  for (const path of paths) total += await measureMail(path)
  return total
}

/** In the promised order of keys. */
function toJson(line: ImportLine): string {
  const {
    file,
    messageId,
    outcome,
    interestId,
    sourceType,
    activityClass,
    action,
    authorName,
    authorAddress,
    sourceUrl,
    productId,
    text,
  } = line
  return `${JSON.stringify({ file, messageId, outcome, interestId, sourceType, activityClass, action, authorName, authorAddress, sourceUrl, productId, text })}\n`
}

/** A slow reader of a pipe slows the import, not the memory. */
async function write(out: NodeJS.WritableStream, text: string): Promise<void> {
  if (out.write(text)) return
  await new Promise<void>((goOn) => {
    out.once('drain', goOn)
  })
}

function describe(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([outcome, count]) => `${outcome} ${count}`).join(', ')
}

function table(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([outcome, count]) => `  ${outcome.padEnd(12)} ${count}\n`).join('')
}

function rate(letters: number, began: number): string {
  const seconds = Math.max(0.001, (Date.now() - began) / 1000)
  return `${Math.round(letters / seconds)} letters/s`
}
