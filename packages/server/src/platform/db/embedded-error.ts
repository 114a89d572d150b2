export type EmbeddedErrorCode =
  | 'UNSUPPORTED_PLATFORM'
  | 'DATA_FOLDER_UNREACHABLE'
  | 'DATA_FOLDER_VERSION'
  | 'DISK_FULL'
  | 'NO_PERMISSION'
  | 'START_FAILED'

/** Says in words why the built-in database cannot run and what the administrator can do about it. */
export class EmbeddedError extends Error {
  readonly code: EmbeddedErrorCode

  constructor(code: EmbeddedErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EmbeddedError'
    this.code = code
  }
}

/** Turns what a PostgreSQL tool or the file system said into an error a person can act on. */
export function explainFailure(step: string, folder: string, cause: unknown): EmbeddedError {
  if (cause instanceof EmbeddedError) return cause
  const said = cause instanceof Error ? cause.message : String(cause)
  if (/No space left on device|ENOSPC|EDQUOT|Disk quota exceeded/i.test(said)) {
    return new EmbeddedError(
      'DISK_FULL',
      `${step}: the disk that holds ${folder} is full. Free some space (about 200 MB to begin with) and start again; nothing stored so far is lost.\n${said}`,
      { cause },
    )
  }
  if (/Permission denied|EACCES|EPERM|EROFS|Read-only file system|Operation not permitted/i.test(said)) {
    return new EmbeddedError(
      'NO_PERMISSION',
      `${step}: no permission to use ${folder}. Give the folder to the account that runs Otklik, or name another one in OTKLIK_DATA.\n${said}`,
      { cause },
    )
  }
  return new EmbeddedError(
    'START_FAILED',
    `${step} failed in ${folder}. Mend what is named below, or set DATABASE_URL to use a PostgreSQL server of your own.\n${said}`,
    { cause },
  )
}
