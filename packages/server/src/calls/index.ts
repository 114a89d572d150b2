export { takeCall } from './take-call.ts'
