/** A refusal of a command, told without a stack, with an exit code that scripts can tell apart: 2 is wrong use, 1 is found trouble. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly exitCode: number
  constructor(message: string, exitCode = 2) {
    super(message)
    this.exitCode = exitCode
  }
}
