export { identityKeys, normalPhone, resolveContact } from './contact-resolve.ts'
