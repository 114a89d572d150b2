/** Authors' photos through us: the page loads nothing from foreign servers, and the network does not learn who looks. */
import { Buffer } from 'node:buffer'
import { AppError } from '../platform/errors.ts'
import type { RawCall, RawRoute } from '../platform/http/raw-route.ts'
import { readContactPhoto } from './contact-photo.ts'

export const contactRawRoutes: readonly RawRoute[] = [
  { method: 'GET', path: '/api/v1/contacts/:id/photo', access: 'interests.read', handle: showPhoto },
]

async function showPhoto(call: RawCall): Promise<Response> {
  const id = call.params['id'] ?? ''
  const photo = /^[0-9a-f-]{36}$/i.test(id)
    ? await readContactPhoto(call.run, call.platform, { workspaceId: call.workspaceId, id })
    : null
  if (!photo) throw new AppError('NOT_FOUND', { message: 'This person has no photo' })
  return new Response(Buffer.from(photo), {
    headers: {
      'content-type': 'image/webp',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=604800',
    },
  })
}
