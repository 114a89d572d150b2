/** A submission to the ledger: consents first, then the words; suspected spam is kept and marked. */
import { createHash } from 'node:crypto'
import type { Actor } from '../platform/actor.ts'
import { invalid } from '../platform/errors.ts'
import type { RawCall } from '../platform/http/raw-route.ts'
import { splitFields } from './people-fields.ts'
import { limit, networkOf, type Site } from './public-channel.ts'
import { newVisitorId, readToken } from './session-token.ts'
import { storeSiteEvent } from './store-event.ts'
import type { Submission } from './submission.ts'
import { agrees, consentNeeded, keepTick } from './visitor-consent.ts'
import { webAddress } from './web-address.ts'

export const visitor: Actor = { kind: 'system', name: 'visitor' }
/** Nobody reads and fills in a form faster. */
const fastestMs = 2000
const repeatMs = 600_000

/** The same submission again is the same one. The answer never tells a machine that it was recognised. */
export async function takeForm(call: RawCall, site: Site, submission: Submission): Promise<string> {
  const from = networkOf(call.http.info.ip)
  limit(call, { name: `site form minute ${site.row.id}`, max: 5, windowMs: 60_000 }, from)
  limit(call, { name: `site form day ${site.row.id}`, max: 50, windowMs: 86_400_000 }, from)
  const session = readToken(call.platform, submission.session ?? '')
  const visitorId = session?.key === site.key ? session.visitorId : newVisitorId()
  await keepConsents(call, site, visitorId, submission)
  const { rest, ...person } = splitFields(submission.fields)
  const id = submission.submissionId ?? nameByWords(call, submission)
  await storeSiteEvent(call, site, {
    ...person,
    kind: submission.kind,
    id,
    visitorId,
    site: hostOf(site),
    fields: rest,
    page: { ...submission.page, url: webAddress(submission.page.url) },
    utm: submission.utm,
    product: submission.product,
    rating: submission.rating,
    files: submission.files,
    suspected: suspicion(call, submission),
  })
  return id
}

async function keepConsents(
  call: RawCall,
  site: Site,
  visitorId: string,
  { consent, page, kind, plain, renderedAt }: Submission,
): Promise<void> {
  // A plain form of ours never comes ticked; a script has to say when the person did it.
  const ticked = consent.tickedAt !== undefined && consent.tickedAt > (renderedAt ?? 0) * 1000
  if (!plain && (consent.processing || consent.advertising) && !ticked)
    throw invalid(
      'A box that was on from the start is no consent: send consent.tickedAt, when the person ticked it',
      {
        consent: 'tickedAt',
      },
    )
  const scope = { workspaceId: site.row.workspaceId, actor: visitor, request: call.http.info }
  await call.platform.inWorkspace(scope, async (ctx) => {
    if (!consent.processing && !(await agrees(ctx, { site, visitorId }, 'processing')))
      throw invalid(consentNeeded, { consent: 'processing' })
    const evidence = {
      form: kind,
      recordedBy: plain ? 'the page of ours without scripts' : 'the form of the site',
      origin: call.http.headers.get('origin') ?? '',
      ...(consent.tickedAt !== undefined && { ticked: new Date(consent.tickedAt).toISOString() }),
    }
    const common = { evidence, page: webAddress(page.url) }
    if (consent.processing)
      await keepTick(ctx, site, visitorId, { ...common, purpose: 'processing', hash: consent.processingHash })
    if (consent.advertising && site.config.advertisingText !== '')
      await keepTick(ctx, site, visitorId, {
        ...common,
        purpose: 'advertising',
        hash: consent.advertisingHash,
      })
  })
}

function suspicion(call: RawCall, { website, renderedAt }: Submission): string | null {
  if (website !== '') return 'honeypot'
  const shownMs =
    renderedAt === undefined ? fastestMs : call.platform.clock.now().getTime() - renderedAt * 1000
  return shownMs < fastestMs ? 'too_fast' : null
}

/** Without a name of its own: the same words within ten minutes are a second press of the button. */
function nameByWords(call: RawCall, { kind, fields, product }: Submission): string {
  const span = Math.floor(call.platform.clock.now().getTime() / repeatMs)
  return createHash('sha256')
    .update(JSON.stringify([kind, fields, product, span]))
    .digest('hex')
}

export function hostOf({ config, row }: Site): string {
  const [origin] = config.origins
  return origin ? new URL(origin).host : row.name
}
