export {
  finishOperation,
  getOperationRow,
  isCancelled,
  reportProgress,
  startOperation,
} from './operations.ts'
export type { OperationRow } from './operations.ts'
