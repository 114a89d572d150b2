/** `otklik-signature: t=<seconds>,v1=<hex>`: HMAC-SHA256 of `<t>.<body>`. Two `v1` while a former secret still holds. */
import { createHmac } from 'node:crypto'
import type { Vault } from '../platform/vault.ts'
import type { WebhookRow } from './webhook-rows.ts'

export function secretPurpose(webhookId: string): string {
  return `webhook ${webhookId}`
}

export function signBody(vault: Vault, webhook: WebhookRow, body: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000)
  const formerHolds =
    webhook.formerSecret !== null && webhook.formerSecretUntil !== null && webhook.formerSecretUntil > now
  const sealed =
    formerHolds && webhook.formerSecret ? [webhook.secret, webhook.formerSecret] : [webhook.secret]
  const signs = sealed.map(
    (secret) => `v1=${hmac(vault.open(secret, secretPurpose(webhook.id)), `${seconds}.${body}`)}`,
  )
  return [`t=${seconds}`, ...signs].join(',')
}

function hmac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}
