import { spawn } from 'node:child_process'
import { ROOT } from '../bootstrap/say.mjs'

export interface Step {
  name: string
  /** What to do about a failure. */
  mend: string
  /** All of them run, so that one report names everything. */
  commands: string[][]
}

export interface Outcome {
  step: Step
  passed: boolean
  ms: number
  output: string
}

export async function runStep(step: Step): Promise<Outcome> {
  const started = performance.now()
  const results = await Promise.all(step.commands.map(runCommand))
  return {
    step,
    passed: results.every((result) => result.code === 0),
    ms: performance.now() - started,
    output: results.map((result) => (result.code === 0 ? '' : result.output)).join(''),
  }
}

function runCommand([program = '', ...args]: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('error', (error) => resolve({ code: 1, output: `${program}: ${error.message}\n` }))
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
