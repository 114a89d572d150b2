export { markBounced } from './answers.ts'
