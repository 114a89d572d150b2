/** `/in/forms/:key`: forms of any site, and a page of ours for sites without scripts. */
import { consentPurposes } from '../consents/consents.table.ts'
import { AppError } from '../platform/errors.ts'
import { problemResponse } from '../platform/http/problem.ts'
import type { RawCall, RawRoute } from '../platform/http/raw-route.ts'
import { consentText } from './consent-document.ts'
import { renderConsent, renderForm, renderThanks } from './form-page.ts'
import { callerOrigin, getSite, withCors, type Site } from './public-channel.ts'
import { readLanguage } from './site-words.ts'
import { maxFormBody, readSubmission, type Submission } from './submission.ts'
import { takeForm } from './take-form.ts'

export const formRoutes: readonly RawRoute[] = [
  { method: 'OPTIONS', path: '/in/forms/:key', access: 'public', handle: preflight },
  { method: 'POST', path: '/in/forms/:key', access: 'public', maxBody: maxFormBody, handle: submit },
  { method: 'GET', path: '/in/forms/:key', access: 'public', handle: showForm },
  { method: 'GET', path: '/in/widget/:key/consent/:purpose', access: 'public', handle: showConsent },
]

async function preflight(call: RawCall): Promise<Response> {
  const site = await getSite(call)
  const answer = withCors(new Response(null, { status: 204 }), callerOrigin(call, site))
  answer.headers.set('access-control-allow-methods', 'POST')
  answer.headers.set('access-control-allow-headers', 'content-type')
  answer.headers.set('access-control-max-age', '600')
  return answer
}

async function submit(call: RawCall): Promise<Response> {
  const site = await getSite(call)
  const origin = callerOrigin(call, site)
  try {
    const submission = await readSubmission(call)
    if (!submission.plain) {
      const id = await takeForm(call, site, submission)
      return withCors(Response.json({ ok: true, id }, { status: 202 }), origin)
    }
    return await answerPlain(call, site, submission)
  } catch (error) {
    // The page may read why.
    return withCors(problemResponse.of(error, call.platform), origin)
  }
}

/** A browser without scripts goes back to the owner's page, and to no other. */
async function answerPlain(call: RawCall, site: Site, submission: Submission): Promise<Response> {
  const language = readLanguage(call, site)
  try {
    await takeForm(call, site, submission)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'INVALID') throw error
    return page(
      site,
      renderForm(call, site, { language, kind: submission.kind, values: submission.fields, refused: true }),
      422,
    )
  }
  const back = URL.canParse(submission.back) ? new URL(submission.back) : null
  if (back && site.config.origins.includes(back.origin))
    return new Response(null, { status: 303, headers: { location: back.href } })
  return page(site, renderThanks(language))
}

async function showForm(call: RawCall): Promise<Response> {
  const site = await getSite(call)
  const { searchParams } = call.http.url
  const kind = searchParams.get('kind') === 'callback' ? 'callback' : 'form'
  return page(
    site,
    renderForm(call, site, {
      language: readLanguage(call, site),
      kind,
      values: {},
      refused: false,
      back: searchParams.get('back') ?? '',
    }),
  )
}

async function showConsent(call: RawCall): Promise<Response> {
  const site = await getSite(call)
  const purpose = consentPurposes.find((one) => one === call.params['purpose'])
  if (!purpose || consentText(site, purpose) === '')
    throw new AppError('NOT_FOUND', { message: 'This site asks for no such consent' })
  return page(site, renderConsent(readLanguage(call, site), site, purpose))
}

function page(site: Site, html: string, status = 200): Response {
  return new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      // After sending, the page may lead back to the owner's site: a redirect counts as an action of the form.
      'content-security-policy': `default-src 'none'; style-src 'self'; form-action 'self' ${site.config.origins.join(' ')}; frame-ancestors 'none'; base-uri 'none'`,
    },
  })
}
