export { recordAccountEvent } from './account-audit.ts'
export { createAuthenticator, hashToken } from './authenticator.ts'
export { listAssignableMembers, memberBriefs } from './member-briefs.ts'
