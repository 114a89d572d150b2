/** The talk in the widget: messages exactly once, their stream, and its fall-back by asking. */
import { z } from 'zod'
import { readFile } from '../files/index.ts'
import { AppError, forbidden, invalid } from '../platform/errors.ts'
import type { Ctx } from '../platform/ctx.ts'
import type { RawCall, RawRoute } from '../platform/http/raw-route.ts'
import { limit, networkOf } from './public-channel.ts'
import { readJson } from './session.raw-routes.ts'
import { getVisitor, type Visitor } from './session-token.ts'
import { addSiteMessage, listSiteMessages, type SiteMessageView } from './site-messages.ts'
import { storeSiteEvent } from './store-event.ts'
import { hostOf, visitor } from './take-form.ts'
import { streamChat } from './stream.ts'
import { agrees, consentNeeded } from './visitor-consent.ts'
import { webAddress } from './web-address.ts'

/** 10 MB of a file grow by a third as text. */
const maxMessage = 14 * 1024 * 1024
const maxFileBytes = 10 * 1024 * 1024

export const chatRoutes: readonly RawRoute[] = [
  { method: 'POST', path: '/in/widget/messages', access: 'public', maxBody: maxMessage, handle: sendMessage },
  { method: 'GET', path: '/in/widget/messages', access: 'public', handle: readMessages },
  { method: 'GET', path: '/in/widget/stream', access: 'public', handle: openStream },
  { method: 'POST', path: '/in/widget/phone', access: 'public', maxBody: 16_384, handle: givePhone },
  { method: 'GET', path: '/in/widget/files/:id', access: 'public', handle: download },
]

const words = (max: number) => z.string().max(max).default('')
const common = {
  clientId: z.string().min(8).max(100),
  page: z
    .object({ url: words(2000), title: words(300), referrer: words(2000) })
    .default({ url: '', title: '', referrer: '' }),
  utm: z.record(z.string().max(40), words(300)).default({}),
}
const Message = z.object({
  ...common,
  text: words(4000),
  file: z
    .object({ name: z.string().min(1).max(200), mime: words(100), base64: z.base64() })
    .nullable()
    .default(null),
})
const Phone = z.object({ ...common, phone: z.string().trim().max(40), name: words(200) })

const askPhone = 'bot:ask-phone'

async function sendMessage(call: RawCall): Promise<Response> {
  const from = await getVisitor(call)
  limit(call, { name: 'site messages', max: 10, windowMs: 30_000 }, from.visitorId)
  limit(
    call,
    { name: 'site messages of a network', max: 100, windowMs: 60_000 },
    networkOf(call.http.info.ip),
  )
  const message = await readJson(call, Message)
  const text = clean(message.text)
  const { file } = message
  if (text === '' && !file) throw invalid('Write something')
  if (file && (file.base64.length * 3) / 4 > maxFileBytes)
    throw new AppError('TOO_LARGE', { message: 'A file has at most 10 MB' })
  await mustAgree(call, from)
  await storeSiteEvent(call, from.site, {
    kind: 'message',
    id: message.clientId,
    visitorId: from.visitorId,
    site: hostOf(from.site),
    text,
    page: { ...message.page, url: webAddress(message.page.url) },
    utm: message.utm,
    files: file ? [file] : [],
  })
  const sent = await inTalk(call, from, async (ctx) => {
    const added = await addSiteMessage(ctx, chatOf(from), {
      clientId: message.clientId,
      author: 'visitor',
      text: file ? [text, `📎 ${clean(file.name)}`].filter(Boolean).join('\n') : text,
    })
    const { askPhone: question } = from.site.config
    if (question !== '')
      await addSiteMessage(ctx, chatOf(from), { clientId: askPhone, author: 'bot', text: question })
    return added
  })
  return Response.json(sent, { status: 201 })
}

/** R167: the bot asked, the person answered; a card says whom to call and about what. */
async function givePhone(call: RawCall): Promise<Response> {
  const from = await getVisitor(call)
  limit(call, { name: 'site phones', max: 5, windowMs: 60_000 }, from.visitorId)
  const { clientId, phone, name, page, utm } = await readJson(call, Phone)
  if (phone.replaceAll(/\D/g, '').length < 10)
    throw invalid('A phone has at least ten digits', { phone: 'too_short' })
  await mustAgree(call, from)
  const asked = await inTalk(call, from, (ctx) => lastQuestion(ctx, from))
  await storeSiteEvent(call, from.site, {
    kind: 'phone',
    id: clientId,
    visitorId: from.visitorId,
    site: hostOf(from.site),
    phone,
    name: clean(name),
    text: asked,
    page: { ...page, url: webAddress(page.url) },
    utm,
  })
  const sent = await inTalk(call, from, (ctx) =>
    addSiteMessage(ctx, chatOf(from), { clientId, author: 'visitor', text: phone }),
  )
  return Response.json(sent, { status: 201 })
}

/** What the person asked first: the words for whoever calls back. */
async function lastQuestion(ctx: Ctx, from: Visitor): Promise<string> {
  const messages = await listSiteMessages(ctx, chatOf(from), 0)
  return (messages.find(({ author }) => author === 'visitor')?.text ?? '').slice(0, 500)
}

async function readMessages(call: RawCall): Promise<Response> {
  const from = await getVisitor(call)
  limit(call, { name: 'site readings', max: 120, windowMs: 60_000 }, from.visitorId)
  const after = readAfter(call)
  return Response.json({
    items: await inTalk(call, from, (ctx) => listSiteMessages(ctx, chatOf(from), after)),
  })
}

async function openStream(call: RawCall): Promise<Response> {
  const from = await getVisitor(call)
  // A cut stream comes back every three seconds at most; whoever is refused asks every five instead.
  limit(call, { name: 'site streams', max: 40, windowMs: 60_000 }, from.visitorId)
  limit(call, { name: 'site streams of a network', max: 600, windowMs: 60_000 }, networkOf(call.http.info.ip))
  const read = (after: number): Promise<SiteMessageView[]> =>
    inTalk(call, from, (ctx) => listSiteMessages(ctx, chatOf(from), after))
  return streamChat(call, {
    chat: chatOf(from),
    workspaceId: from.site.row.workspaceId,
    after: readAfter(call),
    read,
  })
}

/** Only what was sent into this very talk, and always as a download. */
async function download(call: RawCall): Promise<Response> {
  const from = await getVisitor(call)
  const { id = '' } = call.params
  const { row, content } = await inTalk(call, from, async (ctx) => {
    const sent = await listSiteMessages(ctx, chatOf(from), 0)
    if (!sent.some(({ files }) => files.some((file) => file.id === id))) throw new AppError('NOT_FOUND')
    return readFile(ctx, id)
  })
  return new Response(Buffer.from(content), {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(row.name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    },
  })
}

async function mustAgree(call: RawCall, from: Visitor): Promise<void> {
  if (!(await inTalk(call, from, (ctx) => agrees(ctx, from, 'processing')))) throw forbidden(consentNeeded)
}

function inTalk<T>(call: RawCall, { site }: Visitor, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return call.platform.inWorkspace(
    { workspaceId: site.row.workspaceId, actor: visitor, request: call.http.info },
    work,
  )
}

function chatOf({ site, visitorId }: Visitor) {
  return { channelId: site.row.id, chatId: visitorId }
}

function readAfter(call: RawCall): number {
  const told = call.http.headers.get('last-event-id') ?? call.http.url.searchParams.get('after') ?? '0'
  return /^\d{1,9}$/.test(told) ? Number(told) : 0
}

function clean(text: string): string {
  return text.toWellFormed().replaceAll('\0', '').trim()
}
