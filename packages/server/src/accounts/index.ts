export type { AccountEvent } from './account-events.ts'
export {
  countAccounts,
  createAccount,
  findAccountByEmail,
  listAccounts,
  normalEmail,
  removeSecondFactorUnchecked,
  updateAccount,
  type AccountRow,
} from './accounts.ts'
export { createAuth, createSessionUnchecked, type Auth } from './auth.ts'
export { findSession } from './find-session.ts'
export { createPasswordLinkUnchecked } from './password-link.ts'
