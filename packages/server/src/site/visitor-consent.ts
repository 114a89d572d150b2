/** Consents of visitors: which words were shown, and that a person ticked the box. */
import { consentHash, hasConsent, recordConsent, withdrawConsent } from '../consents/index.ts'
import type { ConsentPurpose } from '../consents/consents.table.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError } from '../platform/errors.ts'
import { consentDocument, consentText } from './consent-document.ts'
import type { Site } from './public-channel.ts'

/** Identities of visitors, everywhere. */
export const siteNetwork = 'site'

export interface Tick {
  purpose: ConsentPurpose
  /** Hash of the words that were shown; undefined: they are the words of today. */
  hash: string | undefined
  evidence: Record<string, string>
  /** The page it was ticked on. */
  page: string
}

/** For the page: the boxes it has to show, none of them ticked. The hash is that of the whole document. */
export function consentBoxes(site: Site): { purpose: ConsentPurpose; text: string; hash: string }[] {
  return (['processing', 'advertising', 'visits'] as const).flatMap((purpose) => {
    const text = consentText(site, purpose)
    return text === '' ? [] : [{ purpose, text, hash: consentHash(consentDocument(site, purpose)) }]
  })
}

/** Throws CONFLICT when the words changed since they were shown: nobody has agreed to the new ones. */
export async function keepTick(ctx: Ctx, site: Site, visitorId: string, tick: Tick): Promise<void> {
  const text = consentDocument(site, tick.purpose)
  if (text === '' || (tick.hash !== undefined && tick.hash !== consentHash(text)))
    throw new AppError('CONFLICT', { message: 'The words of the consent changed; show them anew' })
  const { operatorName, operatorAddress, textVersion } = site.config
  await recordConsent(ctx, {
    network: siteNetwork,
    externalId: visitorId,
    purpose: tick.purpose,
    text,
    textVersion,
    operatorName,
    operatorAddress,
    source: `${site.row.name}${tick.page ? `: ${tick.page}` : ''}`,
    evidence: tick.evidence,
  })
}

export function dropTick(ctx: Ctx, visitorId: string, purpose: ConsentPurpose): Promise<void> {
  return withdrawConsent(ctx, { network: siteNetwork, externalId: visitorId }, purpose)
}

export function agrees(
  ctx: Ctx,
  { site, visitorId }: { site: Site; visitorId: string },
  purpose: ConsentPurpose,
): Promise<boolean> {
  const text = consentDocument(site, purpose)
  return hasConsent(ctx, { network: siteNetwork, externalId: visitorId }, { purpose, text })
}

export const consentNeeded = 'Tick the box of the consent to processing first; nothing was stored'
