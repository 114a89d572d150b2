/** Who really sent the letter: our server's verdict, else our own check of the signature. */
import type { LetterAddress, SenderTrust } from './letter.ts'
import { dkimResolver } from './authentication-keys.ts'
import type { DkimKeys, DnsResolver } from './authentication-keys.ts'
import type { RawHeader } from './parse-headers.ts'

export interface ProofQuestion {
  raw: Buffer
  headers: readonly RawHeader[]
  from: LetterAddress | null
  fromCount: number
  recipients: readonly string[]
  /** Names by which our own mail servers sign their verdicts; `*.example.net` stands for any host below. */
  ownAuthServers: readonly string[]
  collectorAddresses: readonly string[]
  resolver?: DnsResolver
  dkimKeys?: DkimKeys
}

interface Verdict {
  passed: string[]
  doubts: string[]
  /** False when our server said nothing final about DKIM. */
  isFinal: boolean
}

/**
 * `dkim` only for a passing signature whose domain is the From domain or a parent of it.
 * A letter with several senders proves nothing, whatever is signed.
 */
export async function proveSender(question: ProofQuestion): Promise<SenderTrust> {
  if (question.fromCount > 1) {
    return { proof: 'none', signedBy: [], doubts: [`the letter names ${question.fromCount} senders in From`] }
  }
  const own = readOwnVerdict(question.headers, question.ownAuthServers)
  const verdict = own.isFinal ? own : await checkSignatures(question, own.doubts)
  const signedBy = [...new Set(verdict.passed)]
  const domain = question.from?.address.split('@')[1] ?? null
  if (domain !== null && signedBy.some((signer) => isAligned(signer, domain)))
    return { proof: 'dkim', signedBy, doubts: verdict.doubts }
  const doubts =
    signedBy.length > 0
      ? [...verdict.doubts, `signed by ${signedBy.join(', ')}, not by ${domain ?? 'the sender'}`]
      : verdict.doubts
  const collectors = new Set(question.collectorAddresses.map((address) => address.toLowerCase()))
  const isCollected = question.recipients.some((address) => collectors.has(address))
  return { proof: isCollected ? 'collector' : 'none', signedBy, doubts }
}

/** The signer is the domain itself or a parent of it; a bare top level is nobody's. */
export function isAligned(signer: string, domain: string): boolean {
  const parent = signer.toLowerCase().replace(/\.$/, '')
  const child = domain.toLowerCase().replace(/\.$/, '')
  return parent.includes('.') && (child === parent || child.endsWith(`.${parent}`))
}

/** Only the topmost header counts, and only under our server's name: the sender may have written the others. */
function readOwnVerdict(headers: readonly RawHeader[], ownAuthServers: readonly string[]): Verdict {
  const top = headers.find((header) => header.name === 'authentication-results')
  const nothing: Verdict = { passed: [], doubts: [], isFinal: false }
  if (!top) return nothing
  const pieces = withoutComments(top.value).split(';')
  const server = (pieces.shift() ?? '').trim().split(/\s/)[0]?.toLowerCase() ?? ''
  if (!ownAuthServers.some((name) => isServer(server, name.toLowerCase()))) {
    return { ...nothing, doubts: server === '' ? [] : [`the verdict of ${server} is not our server's`] }
  }
  const verdict: Verdict = { passed: [], doubts: [], isFinal: false }
  for (const piece of pieces) readMethod(verdict, piece)
  return verdict
}

function readMethod(verdict: Verdict, piece: string): void {
  const method = /^\s*dkim(?:\/\d+)?\s*=\s*([a-z]+)/i.exec(piece)
  if (!method) return
  const result = (method[1] ?? '').toLowerCase()
  const domain =
    /\bheader\.(?:d|i)\s*=\s*"?(?:[^\s@;"]*@)?([^\s;"@]+)/i.exec(piece)?.[1]?.toLowerCase() ?? null
  if (result === 'pass' && domain !== null) {
    verdict.passed.push(domain)
    verdict.isFinal = true
  } else if (result === 'fail' || result === 'policy' || result === 'none') {
    if (result !== 'none')
      verdict.doubts.push(`our server: dkim=${result}${domain === null ? '' : ` for ${domain}`}`)
    verdict.isFinal = true
  }
}

function isServer(server: string, own: string): boolean {
  if (own.startsWith('*.')) return server.endsWith(own.slice(1)) || server === own.slice(2)
  return server === own
}

/** Comments may hold semicolons and forged results. */
function withoutComments(value: string): string {
  let out = ''
  let depth = 0
  for (const char of value) {
    if (char === '(') depth++
    else if (char === ')') depth = Math.max(0, depth - 1)
    else if (depth === 0) out += char
  }
  return out
}

async function checkSignatures(question: ProofQuestion, doubts: string[]): Promise<Verdict> {
  const isSigned = question.headers.some((header) => header.name === 'dkim-signature')
  const resolver = question.resolver ?? dkimResolver(question.dkimKeys ?? 'none')
  if (!isSigned || resolver === null) return { passed: [], doubts, isFinal: true }
  try {
    // Loaded only when needed: most letters carry our server's verdict.
    const { dkimVerify } = await import('mailauth')
    const { results } = await dkimVerify(question.raw, { resolver })
    const passed = results.filter(
      (result) => result.status.result === 'pass' && result.status.underSized !== true,
    )
    const failed = results.filter((result) => !passed.includes(result) && result.signingDomain)
    return {
      passed: passed.map((result) => result.signingDomain.toLowerCase()),
      doubts: [
        ...doubts,
        ...failed.map((result) => `signature of ${result.signingDomain}: ${result.status.result}`),
      ],
      isFinal: true,
    }
  } catch (error) {
    return {
      passed: [],
      doubts: [...doubts, `the signature could not be checked: ${String(error)}`],
      isFinal: true,
    }
  }
}
