/** First run, the person signed in, and their workspaces (R247, R270). */
import { z } from 'zod'
import { endpoint, Id, throttled } from './endpoint.ts'
import { permissions, type Permission } from './permissions.ts'
import { Presence } from './members.ts'
import { Role } from './vocabulary.ts'

const tag = 'Workspace'

const permissionNames = Object.keys(permissions) as [Permission, ...Permission[]]

export const Workspace = z.object({
  id: Id,
  name: z.string(),
  timeZone: z.string(),
  locale: z.enum(['ru', 'en']),
  goals: z.array(z.string()),
})
export type Workspace = z.infer<typeof Workspace>

export const Me = z.object({
  user: z.object({
    id: Id,
    name: z.string(),
    email: z.string(),
    photoUrl: z.string().nullable(),
    locale: z.enum(['ru', 'en']),
    twoFactor: z.boolean(),
  }),
  /** The workspace of this request; null when the person has none yet. */
  workspace: Workspace.nullable(),
  member: z.object({ id: Id, role: Role, presence: Presence }).nullable(),
  permissions: z.array(z.enum(permissionNames)),
  workspaces: z.array(z.object({ id: Id, name: z.string(), role: Role, unanswered: z.number().int() })),
})
export type Me = z.infer<typeof Me>

const password = z.string().min(10, 'at least 10 characters').max(200)
const timeZone = z.string().max(60).refine(isTimeZone, 'unknown time zone')

export const workspaces = {
  setup: endpoint('public', {
    method: 'GET',
    path: '/setup',
    summary: 'Does the installation have an owner',
    tag,
  }).output(
    z.object({
      needsOwner: z.boolean(),
      /** The first owner shows the code printed in the terminal of the program. */
      needsCode: z.boolean(),
      version: z.string(),
      demo: z.boolean(),
      mail: z.boolean(),
    }),
  ),
  createOwner: endpoint('public', {
    method: 'POST',
    path: '/setup/owner',
    summary: 'First run: the owner and the first workspace',
    tag,
  })
    .errors({
      ...throttled,
      FIRST_RUN_CODE: {
        status: 403,
        message: 'Type the first-run code that the program printed in its terminal',
      },
      ALREADY_SET_UP: { status: 409, message: 'This installation already has an owner; sign in' },
    })
    .input(
      z.object({
        name: z.string().trim().min(1).max(100),
        email: z.email().max(300),
        password,
        workspaceName: z.string().trim().min(1).max(100),
        timeZone,
        locale: z.enum(['ru', 'en']).default('ru'),
        goals: z.array(z.string().max(60)).max(9).default([]),
        code: z.string().max(40).optional(),
      }),
    )
    .output(z.object({ workspaceId: Id })),
  me: endpoint('signedIn', {
    method: 'GET',
    path: '/me',
    summary: 'Who am I, where, with what rights',
    tag,
  }).output(Me),
  updateMe: endpoint('signedIn', { method: 'PATCH', path: '/me', summary: 'Change my name or language', tag })
    .input(
      z.object({
        name: z.string().trim().min(1).max(100).optional(),
        locale: z.enum(['ru', 'en']).optional(),
      }),
    )
    .output(Me),
  create: endpoint('signedIn', { method: 'POST', path: '/workspaces', summary: 'One more workspace', tag })
    .input(
      z.object({
        name: z.string().trim().min(1).max(100),
        timeZone,
        locale: z.enum(['ru', 'en']).default('ru'),
      }),
    )
    .output(Workspace),
  update: endpoint('workspace.manage', {
    method: 'PATCH',
    path: '/workspace',
    summary: 'Change the workspace',
    tag,
  })
    .input(
      z.object({
        name: z.string().trim().min(1).max(100).optional(),
        timeZone: timeZone.optional(),
        goals: z.array(z.string().max(60)).max(9).optional(),
      }),
    )
    .output(Workspace),
}

/** Browsers name zones by their former and their present names alike (`Asia/Calcutta`, `Asia/Kolkata`); offsets are no zones. */
function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== ''
  } catch {
    return false
  }
}
