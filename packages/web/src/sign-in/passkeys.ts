/** Passkeys by the browser's own means. */
import { z } from 'zod'
import { authProblem, callAuth } from './auth-client.ts'

/** A passkey belongs to a name; browsers refuse numeric addresses and plain http outside localhost. */
export function passkeysPossible(): boolean {
  const { hostname } = window.location
  const numeric = /^[\d.]+$/.test(hostname) || hostname.startsWith('[')
  return (
    window.isSecureContext &&
    !numeric &&
    'PublicKeyCredential' in window &&
    'parseRequestOptionsFromJSON' in PublicKeyCredential
  )
}

const RequestOptions = z.custom<PublicKeyCredentialRequestOptionsJSON>((value) => typeof value === 'object')
const CreationOptions = z.custom<PublicKeyCredentialCreationOptionsJSON>((value) => typeof value === 'object')

export async function signInByPasskey(): Promise<void> {
  const options = await callAuth('/passkey/generate-authenticate-options', RequestOptions)
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
  const response = await ask(() => navigator.credentials.get({ publicKey }))
  await callAuth('/passkey/verify-authentication', z.unknown(), { response })
}

export async function addPasskey(name: string): Promise<void> {
  const options = await callAuth(
    `/passkey/generate-register-options?name=${encodeURIComponent(name)}`,
    CreationOptions,
  )
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
  const response = await ask(() => navigator.credentials.create({ publicKey }))
  await callAuth('/passkey/verify-registration', z.unknown(), { response, name })
}

const Passkey = z.object({ id: z.string(), name: z.string().nullish(), createdAt: z.string().nullish() })
export type Passkey = z.infer<typeof Passkey>

export async function listPasskeys(): Promise<Passkey[]> {
  return callAuth('/passkey/list-user-passkeys', z.array(Passkey))
}

export async function removePasskey(id: string): Promise<void> {
  await callAuth('/passkey/delete-passkey', z.unknown(), { id })
}

/** The person may close the window of the system: that is no failure of ours. */
async function ask(open: () => Promise<Credential | null>): Promise<unknown> {
  const credential = await open().catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'InvalidStateError')
      throw authProblem('PREVIOUSLY_REGISTERED')
    return null
  })
  if (!(credential instanceof PublicKeyCredential)) throw authProblem('CANCELLED')
  return credential.toJSON()
}
