/** Colleagues: roles, presence, invitations. */
import { z } from 'zod'
import { ById, endpoint, Id, Ok, throttled, Timestamp } from './endpoint.ts'
import { Role } from './vocabulary.ts'

const tag = 'Members'

export const Presence = z.enum(['present', 'away'])
export type Presence = z.infer<typeof Presence>

export const Member = z.object({
  id: Id,
  userId: Id,
  name: z.string(),
  email: z.string(),
  photoUrl: z.string().nullable(),
  role: Role,
  presence: Presence,
  /** Absent (leave, illness) until then: gets no cards by any strategy. */
  absentUntil: Timestamp.nullable(),
  disabledAt: Timestamp.nullable(),
  lastSeenAt: Timestamp.nullable(),
  twoFactor: z.boolean(),
  openCount: z.number().int(),
})
export type Member = z.infer<typeof Member>

export const Invitation = z.object({
  id: Id,
  email: z.string(),
  role: Role,
  /** Shown once, at the making. */
  url: z.string().nullable(),
  expiresAt: Timestamp,
  invitedBy: z.string(),
})
export type Invitation = z.infer<typeof Invitation>

export const members = {
  list: endpoint('members.read', { method: 'GET', path: '/members', summary: 'Colleagues', tag }).output(
    z.object({ items: z.array(Member) }),
  ),
  update: endpoint('members.manage', {
    method: 'PATCH',
    path: '/members/{id}',
    summary: 'Change role or access',
    tag,
  })
    .errors({ LAST_OWNER: { status: 409, message: 'A workspace needs at least one owner' } })
    .input(ById.extend({ role: Role.optional(), disabled: z.boolean().optional() }))
    .output(Member),
  setPresence: endpoint('member', {
    method: 'PUT',
    path: '/members/me/presence',
    summary: 'I am here or away',
    tag,
  })
    .input(z.object({ presence: Presence, absentUntil: Timestamp.nullable().optional() }))
    .output(Member),
  setAbsence: endpoint('members.manage', {
    method: 'PUT',
    path: '/members/{id}/absence',
    summary: 'Set a colleague’s absence',
    tag,
  })
    .input(ById.extend({ absentUntil: Timestamp.nullable() }))
    .output(Member),
  listInvitations: endpoint('members.manage', {
    method: 'GET',
    path: '/invitations',
    summary: 'Open invitations',
    tag,
  }).output(z.object({ items: z.array(Invitation) })),
  invite: endpoint('members.manage', { method: 'POST', path: '/invitations', summary: 'Invite by link', tag })
    .errors({ ALREADY_MEMBER: { status: 409, message: 'This person is already here' } })
    .input(z.object({ email: z.email().max(300), role: Role }))
    .output(Invitation),
  revokeInvitation: endpoint('members.manage', {
    method: 'DELETE',
    path: '/invitations/{id}',
    summary: 'Withdraw an invitation',
    tag,
  })
    .input(ById)
    .output(Ok),
  readInvitation: endpoint('public', {
    method: 'GET',
    path: '/invitations/by-token/{token}',
    summary: 'What am I invited to',
    tag,
  })
    .errors(throttled)
    .input(z.object({ token: z.string().min(20).max(100) }))
    .output(
      z.object({
        workspaceName: z.string(),
        email: z.string(),
        role: Role,
        invitedBy: z.string(),
        hasAccount: z.boolean(),
      }),
    ),
  acceptInvitation: endpoint('public', {
    method: 'POST',
    path: '/invitations/by-token/{token}/acceptance',
    summary: 'Accept: with a new account, or signed in',
    tag,
  })
    .input(
      z.object({
        token: z.string().min(20).max(100),
        name: z.string().trim().min(1).max(100).optional(),
        password: z.string().min(10).max(200).optional(),
      }),
    )
    .errors({
      ...throttled,
      SIGN_IN_FIRST: {
        status: 409,
        message: 'There is an account with this address: sign in, then open the link again',
      },
      INVITATION_FOR_ANOTHER: {
        status: 409,
        message: 'The invitation is for another address: sign out, then open the link again',
      },
    })
    .output(z.object({ workspaceId: Id, email: z.string() })),
  /** For installations without mail, and for people who lost theirs. */
  createPasswordLink: endpoint('members.manage', {
    method: 'POST',
    path: '/members/{id}/password-link',
    summary: 'One-time link to set a new password',
    tag,
  })
    .errors({
      WORKS_ELSEWHERE: {
        status: 409,
        message: 'This person also works where you have no say; they reset the password by mail',
      },
    })
    .input(ById)
    .output(z.object({ url: z.string(), expiresAt: Timestamp })),
  /** For a colleague who lost the phone and the backup codes. */
  removeSecondFactor: endpoint('members.manage', {
    method: 'DELETE',
    path: '/members/{id}/second-factor',
    summary: 'Switch off a colleague’s second factor',
    tag,
  })
    .errors({ WORKS_ELSEWHERE: { status: 409, message: 'This person also works where you have no say' } })
    .input(ById)
    .output(Ok),
}
