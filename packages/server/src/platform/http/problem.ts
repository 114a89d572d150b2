/** Errors of raw routes in the same shape as the API's. */
import { AppError, errorMessage } from '../errors.ts'
import type { Platform } from '../platform.ts'

const statuses: Record<string, number> = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  TOO_LARGE: 413,
  INVALID: 422,
  TOO_MANY_REQUESTS: 429,
}

export function problemResponse(status: number, code: string, message: string, data?: unknown): Response {
  return Response.json({ defined: true, code, status, message, data }, { status })
}

problemResponse.of = (error: unknown, platform: Platform): Response => {
  if (error instanceof AppError)
    return problemResponse(
      statuses[error.code] ?? 422,
      error.code,
      error.ownMessage ?? error.code,
      error.data,
    )
  platform.log.error({ err: error }, `request failed: ${errorMessage(error)}`)
  return problemResponse(
    500,
    'INTERNAL_SERVER_ERROR',
    'Something went wrong on our side; it is written in the log',
  )
}
