/** OTKLIK_CA_FILE: certificate authorities that are trusted beside those Node knows. */
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { getCACertificates } from 'node:tls'
import { errorMessage, StartError } from './errors.ts'

/** Read once at start. Throws StartError naming the file. */
export function readAuthorities(path: string): string[] {
  const own = read(path).match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  if (own.length === 0)
    throw new StartError(
      `OTKLIK_CA_FILE: ${path} holds no certificate in the PEM form (-----BEGIN CERTIFICATE-----)`,
    )
  for (const certificate of own) check(certificate, path)
  // What is named replaces Node's list, so that list goes along; NODE_EXTRA_CA_CERTS is in it.
  return [...getCACertificates('default'), ...own]
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new StartError(`OTKLIK_CA_FILE: ${path} cannot be read (${errorMessage(error)})`)
  }
}

function check(certificate: string, path: string): void {
  try {
    // Reading it whole is the check.
    void new X509Certificate(certificate).subject
  } catch (error) {
    throw new StartError(`OTKLIK_CA_FILE: a certificate in ${path} is broken (${errorMessage(error)})`)
  }
}
