export { contactPhotoUrl } from './contact-photo.ts'
export { normalPhone, resolveContact } from './contact-resolve.ts'
