/** The signature of a REST call: every parameter but itself and the token, sorted, without separators, and the secret. */
import { createHash } from 'node:crypto'

export type Params = Readonly<Record<string, string>>

export function signOf(params: Params, secret: string): string {
  const joined = Object.keys(params)
    .filter((name) => name !== 'sig' && name !== 'access_token')
    .sort()
    .map((name) => `${name}=${params[name]}`)
    .join('')
  return md5(joined + secret)
}

/** With a person's token the application's secret signs nothing by itself. */
export function sessionSecretOf(accessToken: string, applicationSecret: string): string {
  return md5(accessToken + applicationSecret)
}

function md5(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex')
}
