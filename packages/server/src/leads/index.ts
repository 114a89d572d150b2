export { getLead } from './lead-list.ts'
