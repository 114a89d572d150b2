/** The address a network pushes to, and the secret it sends back with each push. */
import type { Platform } from '../platform/platform.ts'
import type { Hook } from './channel.ts'
import type { ChannelRow } from './channel-rows.ts'

type Place = Pick<ChannelRow, 'workspaceId' | 'id'>

/** Made of the installation's key: nothing to store, the same for the life of the channel. 43 letters of A-Za-z0-9_-. */
export function hookSecret(platform: Platform, { workspaceId, id }: Place): string {
  return platform.vault.derive(`hook:${workspaceId}:${id}`).toString('base64url')
}

/** Null where networks cannot reach us: they push only to a public address with https. */
export function openHook(platform: Platform, row: Place & Pick<ChannelRow, 'hookToken'>): Hook | null {
  const { publicUrl } = platform.config
  if (row.hookToken === null || !publicUrl?.startsWith('https://')) return null
  return { url: platform.url(`/hooks/${row.hookToken}`), secret: hookSecret(platform, row) }
}
