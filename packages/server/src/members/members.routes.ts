import type { RequestInfo } from '../platform/ctx.ts'
import { inWorkspace, openToAll } from '../platform/http/api.ts'
import { throttleFailures } from '../platform/throttle.ts'
import { acceptInvitation, readInvitation } from './accept-invitation.ts'
import { createPasswordLink, removeSecondFactor } from './account-help.ts'
import { createInvitation, listInvitations, revokeInvitation } from './invitations.ts'
import { listMembers, setAbsence, setPresence, updateMember } from './members.ts'

/** An office that accepts its invitations together has no failures; who tries links has nothing else. */
function invitationDoor({ ip }: RequestInfo) {
  return { name: 'invitations', address: ip, max: 20, windowMs: 60_000, codes: ['NOT_FOUND'] }
}

export const memberRoutes = {
  list: inWorkspace.members.list.handler(async ({ context }) => ({ items: await listMembers(context.ctx) })),
  update: inWorkspace.members.update.handler(({ context, input }) =>
    updateMember(context.ctx, input.id, input),
  ),
  setPresence: inWorkspace.members.setPresence.handler(({ context, input }) =>
    setPresence(context.ctx, input.presence, input.absentUntil),
  ),
  setAbsence: inWorkspace.members.setAbsence.handler(({ context, input }) =>
    setAbsence(context.ctx, input.id, input.absentUntil),
  ),
  listInvitations: inWorkspace.members.listInvitations.handler(async ({ context }) => ({
    items: await listInvitations(context.ctx),
  })),
  invite: inWorkspace.members.invite.handler(({ context, input }) => createInvitation(context.ctx, input)),
  revokeInvitation: inWorkspace.members.revokeInvitation.handler(async ({ context, input }) => {
    await revokeInvitation(context.ctx, input.id)
    return { ok: true as const }
  }),
  readInvitation: openToAll.members.readInvitation.handler(({ context, input }) =>
    throttleFailures(context.platform, invitationDoor(context.request.info), () =>
      readInvitation(context.platform, input.token),
    ),
  ),
  acceptInvitation: openToAll.members.acceptInvitation.handler(({ context, input }) =>
    throttleFailures(context.platform, invitationDoor(context.request.info), () =>
      acceptInvitation(context.platform, input, context.caller, context.request.info),
    ),
  ),
  createPasswordLink: inWorkspace.members.createPasswordLink.handler(({ context, input }) =>
    createPasswordLink(context.ctx, input.id),
  ),
  removeSecondFactor: inWorkspace.members.removeSecondFactor.handler(async ({ context, input }) => {
    await removeSecondFactor(context.ctx, input.id)
    return { ok: true as const }
  }),
}
