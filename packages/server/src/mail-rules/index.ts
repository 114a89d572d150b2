export { decideByRules } from './decide.ts'
