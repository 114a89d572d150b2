import { ActionIcon, CopyButton } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ChannelKind } from '@otklik/contract'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { hookCommand } from './hook-command.ts'
import classes from './Channels.module.css'

interface HookAddressProps {
  hook: NonNullable<ChannelKind['hook']>
  hookUrl: string
  secretsSet: readonly string[]
}

/** The address to send to, and a command that sends an example at once. */
export function HookAddress({ hook, hookUrl, secretsSet }: HookAddressProps) {
  const { t } = useLingui()
  const signed = hook.signature.kind === 'hmac' && secretsSet.includes(hook.signature.field)
  const command = hookCommand(hook, hookUrl, signed)
  return (
    <>
      <div className={classes['address']}>
        <code>{hookUrl}</code>
        <Copy value={hookUrl} label={t`Скопировать адрес`} />
      </div>
      <p>
        {signed ? (
          <Trans>Пример с подписью: впишите свой секрет вместо многоточия и выполните в терминале.</Trans>
        ) : (
          <Trans>Пример: выполните в терминале, и в ленте появится карточка.</Trans>
        )}
      </p>
      <div className={classes['command']}>
        <pre>{command}</pre>
        <Copy value={command} label={t`Скопировать команду`} />
      </div>
    </>
  )
}

function Copy({ value, label }: { value: string; label: string }) {
  const { t } = useLingui()
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <ActionIcon aria-label={copied ? t`Скопировано` : label} title={label} onClick={copy}>
          {copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
        </ActionIcon>
      )}
    </CopyButton>
  )
}
