export { contactPhotoUrl } from './contact-photo.ts'
export { resolveContact } from './contact-resolve.ts'
