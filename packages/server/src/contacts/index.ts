export { resolveContact } from './contact-resolve.ts'
