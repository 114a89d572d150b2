export { finishOperation, getOperation, getOperationRow, isCancelled, reportProgress, startOperation } from './operations.ts'
export type { OperationRow, Progress } from './operations.ts'
