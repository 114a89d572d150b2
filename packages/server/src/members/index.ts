export { createAuthenticator, hashToken } from './authenticator.ts'
