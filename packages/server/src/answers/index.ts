export { deliverAnswer } from './deliver.ts'
