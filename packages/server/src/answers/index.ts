export { markBounced } from './answers.ts'
export { deliverAnswer } from './deliver.ts'
