/** First run: the owner and the first workspace, exactly once. */
import { sql } from 'drizzle-orm'
import { countAccounts, createAccount } from '../accounts/index.ts'
import type { RequestInfo } from '../platform/ctx.ts'
import { AppError } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { needsFirstRunCode } from './first-run-code.ts'
import { insertWorkspace } from './found-workspace.ts'
import { version } from '../platform/version.ts'

/** Any constant: two first runs at once take turns. */
const setupLock = 7_213_004_713

export interface OwnerInput {
  name: string
  email: string
  password: string
  workspaceName: string
  timeZone: string
  locale: 'ru' | 'en'
  goals: string[]
}

export interface Founded {
  workspaceId: string
  userId: string
  memberId: string
}

interface Setup {
  needsOwner: boolean
  needsCode: boolean
  version: string
  demo: boolean
  mail: boolean
}

export async function readSetup(platform: Platform, openedAs: string): Promise<Setup> {
  const accounts = await countAccounts(platform.database.owner)
  const needsOwner = accounts === 0
  return {
    needsOwner,
    needsCode: needsOwner && needsFirstRunCode(platform.config, openedAs),
    version,
    demo: platform.config.demo,
    mail: platform.mailer.available,
  }
}

/** Makes the owner and the first workspace. Of two at once one wins, the other gets ALREADY_SET_UP. */
export async function createOwner(
  platform: Platform,
  input: OwnerInput,
  request: RequestInfo | null = null,
): Promise<Founded> {
  return platform.database.asOwner(async (db) => {
    await db.execute(sql`select pg_advisory_xact_lock(${setupLock})`)
    if ((await countAccounts(db)) > 0) throw new AppError('ALREADY_SET_UP')
    const user = await createAccount(db, input, platform.clock.now())
    const { workspaceName, timeZone, locale, goals } = input
    return insertWorkspace(
      { platform, db, request },
      { id: user.id, name: user.name },
      { name: workspaceName, timeZone, locale, goals },
    )
  })
}
