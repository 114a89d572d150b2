/** The letter with an invitation, sent after the transaction. */
import { z } from 'zod'
import { defineJob } from '../platform/jobs.ts'

export const sendInvitationJob = defineJob({
  name: 'members.send-invitation',
  payload: z.object({
    workspaceId: z.string(),
    invitationId: z.string(),
    email: z.string(),
    workspaceName: z.string(),
    invitedBy: z.string(),
    /** The link is a secret: it lies in the queue sealed. */
    sealedUrl: z.string(),
  }),
  handle: async (platform, payload) => {
    const url = platform.vault.open(payload.sealedUrl, `invitation ${payload.invitationId}`)
    const { workspaceName, invitedBy } = payload
    await platform.mailer.send({
      to: payload.email,
      subject: `Приглашение в Отклик: ${workspaceName}`,
      text: [
        `${invitedBy} приглашает вас работать в «${workspaceName}».`,
        'Откройте ссылку, она действует семь дней и срабатывает один раз:',
        url,
        '',
        '—',
        `${invitedBy} invites you to work in “${workspaceName}”. The link above is valid for seven days and works once.`,
      ].join('\n'),
    })
  },
})
