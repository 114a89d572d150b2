/** What operators send to a visitor: files into the store, then the message where the stream reads it. */
import type { Mailbox } from '../channels/index.ts'
import { keepFile, prepareFiles } from '../files/index.ts'
import type { Actor } from '../platform/actor.ts'
import { addSiteMessage, hasSiteMessage } from './site-messages.ts'

const actor: Actor = { kind: 'system', name: 'site' }

export const keepForVisitor: Mailbox = async (platform, { workspaceId, channelId }, message) => {
  const chat = { channelId, chatId: message.chatId }
  const scope = { workspaceId, actor }
  // A repeated try must not store the files again.
  if (await platform.inWorkspace(scope, (ctx) => hasSiteMessage(ctx, chat, message.id))) return
  const files = await prepareFiles(
    platform,
    workspaceId,
    message.files.map(({ name, mime, content }) => ({ name, content, claimedMime: mime })),
  )
  await platform.inWorkspace(scope, async (ctx) => {
    for (const file of files) await keepFile(ctx, file)
    await addSiteMessage(ctx, chat, {
      clientId: message.id,
      author: 'operator',
      authorName: message.authorName,
      text: message.text,
      files: files.map(({ id, name, size }) => ({ id, name, size })),
    })
  })
}
