/**
 * Who may do what (R256). One table, read by the server at every endpoint and by the interface to show only what a person may use.
 */
import type { Role } from './vocabulary.ts'

export const permissions = {
  'interests.read': 'See the feed, cards, authors and proofs',
  'interests.work': 'Claim, answer, attach proof, process, note',
  'interests.assign': 'Give a card to somebody else',
  'interests.bulk': 'Change many cards at once',
  'interests.create': 'Send interests by API',
  'interests.export': 'Take rows out as a file',
  'conversations.read': 'See dialogs',
  'conversations.work': 'Accept dialogs, write in them, close them',
  'conversations.assign': 'Give a dialog to somebody else, see every channel’s dialogs',
  'conversations.review': 'Look through dialogs without touching them, mark and rate',
  'reports.read': 'See reports',
  'products.manage': 'Change the product catalogue',
  'rules.manage': 'Change mail rules and assignment rules',
  'posts.write': 'Publish posts on walls and in channels, plan them, take them back',
  'views.share': 'Save views for the whole team',
  'channels.read': 'See channels and their state',
  'channels.manage': 'Connect, pause and remove channels',
  'letters.read': 'See automatic letters',
  'letters.secret': 'See letters with login codes',
  'members.read': 'See colleagues',
  'members.manage': 'Invite people, change roles, switch off access',
  'webhooks.manage': 'Copy cards to other systems',
  'apiKeys.manage': 'Make and revoke API keys',
  'audit.read': 'Read the audit log',
  'jobs.manage': 'See failed work, run it again or discard it',
  'workspace.manage': 'Change the name, time zone and settings of the workspace',
} as const

export type Permission = keyof typeof permissions

const read: Permission[] = [
  'interests.read',
  'conversations.read',
  'reports.read',
  'channels.read',
  'members.read',
  'letters.read',
]
const work: Permission[] = [...read, 'interests.work', 'interests.bulk', 'conversations.work']
const lead: Permission[] = [
  ...work,
  'interests.assign',
  'interests.export',
  'conversations.assign',
  'conversations.review',
  'products.manage',
  'rules.manage',
  'posts.write',
  'views.share',
]
const all = Object.keys(permissions).filter(isPermission)

export const rolePermissions: Record<Role, readonly Permission[]> = {
  owner: all,
  administrator: all,
  head: [...lead, 'audit.read'],
  manager: work,
  quality_control: [...read, 'interests.export', 'conversations.review', 'audit.read'],
  analyst: [...read, 'interests.export'],
}

export function isPermission(value: string): value is Permission {
  return Object.hasOwn(permissions, value)
}

export function roleAllows(role: Role, permission: Permission): boolean {
  return rolePermissions[role].includes(permission)
}
