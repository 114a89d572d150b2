import type { Authenticator } from '../platform/http/access.ts'
import { inWorkspace, openToAll, signedIn } from '../platform/http/api.ts'
import { throttleFailures } from '../platform/throttle.ts'
import { checkFirstRunCode } from './first-run-code.ts'
import { readMe, updateMe, type OwnPlace } from './me.ts'
import { createOwner, readSetup } from './setup.ts'
import { createWorkspace, updateWorkspace } from './workspaces.ts'

export const workspaceRoutes = {
  setup: openToAll.workspaces.setup.handler(({ context }) =>
    readSetup(context.platform, context.request.url.hostname),
  ),
  createOwner: openToAll.workspaces.createOwner.handler(async ({ context, input }) => {
    const { platform, request } = context
    const { code, ...owner } = input
    const codes = ['FIRST_RUN_CODE', 'ALREADY_SET_UP']
    const door = { name: 'first run', address: request.info.ip, max: 10, windowMs: 60_000, codes }
    const { workspaceId } = await throttleFailures(platform, door, async () => {
      checkFirstRunCode(platform, { code, openedAs: request.url.hostname })
      return createOwner(platform, owner, request.info)
    })
    return { workspaceId }
  }),
  me: signedIn.workspaces.me.handler(async ({ context }) => {
    const { platform, user } = context
    return readMe(platform, user.userId, await ownPlace(context))
  }),
  updateMe: signedIn.workspaces.updateMe.handler(async ({ context, input }) => {
    const { platform, user } = context
    await updateMe(platform, user.userId, input, context.request.info)
    return readMe(platform, user.userId, await ownPlace(context))
  }),
  create: signedIn.workspaces.create.handler(({ context, input }) =>
    createWorkspace(context.platform, context.user, { ...input, goals: [] }, context.request.info),
  ),
  update: inWorkspace.workspaces.update.handler(({ context, input }) => updateWorkspace(context.ctx, input)),
}

interface OwnContext {
  auth: Authenticator
  user: { userId: string }
  place: { workspaceId: string } | null
}

/** A browser may remember a workspace the person has left: then the first of theirs is shown. */
async function ownPlace({ auth, user, place }: OwnContext): Promise<OwnPlace | null> {
  return auth.findMember(user.userId, place?.workspaceId ?? null)
}
