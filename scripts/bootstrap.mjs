// Runs on any Node from 18 on, before anything is installed: no TypeScript and no dependencies here.
//   node scripts/bootstrap.mjs start [--demo] [--roles=web,jobs]   install, build the client, serve
//   node scripts/bootstrap.mjs run FILE [arguments]                install, then run FILE under Node 24
//   node scripts/bootstrap.mjs build                               install, build the client
import { runProgram } from './bootstrap/child.mjs'
import { ensureInstalled } from './bootstrap/install.mjs'
import { findNode } from './bootstrap/node.mjs'
import { Failure } from './bootstrap/say.mjs'
import { ensureClient } from './bootstrap/web.mjs'

const SERVER = 'packages/server/src/main.ts'

async function main([command, ...rest]) {
  if (!['start', 'run', 'build'].includes(command ?? '')) {
    throw new Failure('Usage: node scripts/bootstrap.mjs start | build | run FILE [arguments]')
  }
  if (command === 'run' && rest.length === 0) throw new Failure('Name the file to run.')
  await ensureInstalled()
  const node = findNode()
  if (command === 'run') return runProgram(node, rest)
  if (needsClient(rest)) await ensureClient(node)
  return command === 'build' ? 0 : runProgram(node, [SERVER, ...rest])
}

/** A program that only works off jobs serves no pages. */
function needsClient(rest) {
  const roles = rest.find((argument) => argument.startsWith('--roles='))
  return roles === undefined || roles.slice('--roles='.length).split(',').includes('web')
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Failure)) throw error
  process.stderr.write(`\n${error.message}\n`)
  process.exitCode = 1
}
