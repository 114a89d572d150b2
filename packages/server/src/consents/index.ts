export { consentHash, hasConsent, recordConsent, withdrawConsent } from './consents.ts'
