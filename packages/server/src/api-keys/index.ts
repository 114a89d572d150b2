export { createApiKey } from './api-keys.ts'
