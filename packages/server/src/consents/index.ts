export { consentHash, hasConsent, listConsents, recordConsent, withdrawConsent } from './consents.ts'
