export { createAuth, createSessionUnchecked, type Auth } from './auth.ts'
