/** Who the visitor is, what the widget may offer now, and what they agree to. */
import { z } from 'zod'
import { isOpenAt } from '../channels/site/index.ts'
import { invalid } from '../platform/errors.ts'
import type { RawCall, RawRoute } from '../platform/http/raw-route.ts'
import { workspaces } from '../workspaces/workspaces.table.ts'
import { eq } from 'drizzle-orm'
import { callerOrigin, getSite, limit, networkOf, type Site } from './public-channel.ts'
import { getVisitor, newVisitorId, readToken, signVisitor } from './session-token.ts'
import { visitor } from './take-form.ts'
import { agrees, consentBoxes, dropTick, keepTick } from './visitor-consent.ts'
import { webAddress } from './web-address.ts'

export const sessionRoutes: readonly RawRoute[] = [
  { method: 'POST', path: '/in/widget/:key/session', access: 'public', maxBody: 8192, handle: openSession },
  { method: 'POST', path: '/in/widget/consents', access: 'public', maxBody: 8192, handle: changeConsent },
]

const Session = z.object({ token: z.string().max(500).optional() })

/** Only a token of ours brings a talk back; a name that is merely told opens nothing. */
async function openSession(call: RawCall): Promise<Response> {
  const site = await getSite(call)
  callerOrigin(call, site)
  limit(call, { name: 'site sessions', max: 60, windowMs: 60_000 }, networkOf(call.http.info.ip))
  const { token } = await readJson(call, Session)
  const known = readToken(call.platform, token ?? '')
  const visitorId = known?.key === site.key ? known.visitorId : newVisitorId()
  const { agreed, timeZone } = await stateOf(call, site, visitorId)
  return Response.json({
    token: signVisitor(call.platform, site.key, visitorId),
    agreed,
    boxes: consentBoxes(site),
    open: isOpenAt(site.config, call.platform.clock.now(), timeZone),
  })
}

async function stateOf(call: RawCall, site: Site, visitorId: string) {
  return call.platform.inWorkspace({ workspaceId: site.row.workspaceId, actor: visitor }, async (ctx) => {
    const agreed: string[] = []
    for (const { purpose } of consentBoxes(site))
      if (await agrees(ctx, { site, visitorId }, purpose)) agreed.push(purpose)
    const [row] = await ctx.db
      .select({ timeZone: workspaces.timeZone })
      .from(workspaces)
      .where(eq(workspaces.id, site.row.workspaceId))
    return { agreed, timeZone: row?.timeZone ?? 'Europe/Moscow' }
  })
}

/** Exactly one purpose: nothing here can agree to two things at once. */
const Consent = z.strictObject({
  purpose: z.enum(['processing', 'advertising', 'visits']),
  agree: z.boolean(),
  hash: z.string().max(100),
  tickedAt: z.number().int().positive(),
  page: z.string().max(2000).default(''),
})

async function changeConsent(call: RawCall): Promise<Response> {
  const { site, visitorId } = await getVisitor(call)
  limit(call, { name: 'site consents', max: 30, windowMs: 60_000 }, visitorId)
  const { purpose, agree, hash, tickedAt, page } = await readJson(call, Consent)
  const scope = { workspaceId: site.row.workspaceId, actor: visitor, request: call.http.info }
  await call.platform.inWorkspace(scope, (ctx) =>
    agree
      ? keepTick(ctx, site, visitorId, {
          purpose,
          hash,
          page: webAddress(page),
          evidence: { form: 'widget', recordedBy: 'the widget', ticked: new Date(tickedAt).toISOString() },
        })
      : dropTick(ctx, visitorId, purpose),
  )
  return Response.json({ ok: true })
}

/** JSON whatever its content type: a beacon sends text. */
export async function readJson<T>(call: RawCall, schema: z.ZodType<T>): Promise<T> {
  let value: unknown
  try {
    value = JSON.parse(await call.request.text())
  } catch {
    throw invalid('This is not JSON')
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const place = parsed.error.issues[0]?.path.join('.') ?? ''
  throw invalid(`Cannot read ${place}`, { [place]: parsed.error.issues[0]?.message ?? 'wrong' })
}
