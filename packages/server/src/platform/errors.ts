/** Errors of the program. Endpoint errors are declared in the contract; platform/http gives them their status and words. */

/** The program cannot start; the message tells the person what to do. Printed without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

export interface AppErrorDetails {
  /** Replaces the words of the contract when this case deserves its own. */
  message?: string
  data?: unknown
  cause?: unknown
}

/** An expected refusal, named by a code that the endpoint's contract declares. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: string
  readonly data: unknown
  readonly ownMessage: string | null
  constructor(code: string, details: AppErrorDetails = {}) {
    super(details.message ?? code, { cause: details.cause })
    this.code = code
    this.data = details.data
    this.ownMessage = details.message ?? null
  }
}

export function notFound(what?: string): AppError {
  return new AppError('NOT_FOUND', what ? { message: what } : {})
}

export function forbidden(message?: string): AppError {
  return new AppError('FORBIDDEN', message ? { message } : {})
}

/** Wrong input found after the schema: `fields` says which field and why. */
export function invalid(message: string, fields: Record<string, string> = {}): AppError {
  return new AppError('INVALID', { message, data: { fields } })
}

/** Message of anything thrown. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** SQLSTATE of a database error, also under drizzle's wrapper. */
export function sqlState(error: unknown): string | undefined {
  const own = (error as { code?: unknown }).code
  if (typeof own === 'string' && /^[0-9A-Z]{5}$/.test(own)) return own
  const cause = error instanceof Error ? error.cause : undefined
  return cause ? sqlState(cause) : undefined
}

/** Name of the unique constraint that was hit, without the shard suffix a distributed server adds; undefined for other errors. */
export function brokenUnique(error: unknown): string | undefined {
  if (sqlState(error) !== '23505') return undefined
  const text = deepest(error)
  return /unique constraint "([^"]+?)(_\d+)?"/.exec(text)?.[1]
}

function deepest(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return cause ? deepest(cause) : errorMessage(error)
}
