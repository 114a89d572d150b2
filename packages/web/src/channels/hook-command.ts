/** The ready command that sends an example to a hook: people paste it into a terminal and see a card. */
import type { ChannelKind } from '@otklik/contract'

type Hook = NonNullable<ChannelKind['hook']>

/** `signed`: the channel has a secret, so the request must carry a signature. */
export function hookCommand(hook: Hook, hookUrl: string, signed: boolean): string {
  const body = quote(JSON.stringify(JSON.parse(hook.body)))
  const send = `curl -X POST ${quote(hookUrl)} -H ${quote(`content-type: ${hook.contentType}`)}`
  if (!signed) return `${send} \\\n  -d ${body}`
  return [
    `SECRET='…'`,
    `BODY=${body}`,
    'T=$(date +%s)',
    `SIGN=$(printf '%s.%s' "$T" "$BODY" | openssl dgst -sha256 -hmac "$SECRET" | sed 's/.* //')`,
    `${send} \\\n  -H "otklik-signature: t=$T,v1=$SIGN" -d "$BODY"`,
  ].join('\n')
}

/** One word for a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
