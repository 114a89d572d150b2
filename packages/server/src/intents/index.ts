export { readIntentWeights } from './intents.ts'
