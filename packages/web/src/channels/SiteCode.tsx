import { ActionIcon, Anchor, CopyButton } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import classes from './Channels.module.css'

/** The line for the owner's pages, and how it looks before it is there. */
export function SiteCode({ hookUrl }: { hookUrl: string }) {
  const { t } = useLingui()
  const { origin, pathname } = new URL(hookUrl)
  const key = pathname.split('/').at(-1) ?? ''
  const code = `<script src="${origin}/widget.js" data-key="${key}" async></script>`
  return (
    <>
      <div className={classes['command']}>
        <pre>{code}</pre>
        <CopyButton value={code}>
          {({ copied, copy }) => (
            <ActionIcon
              aria-label={copied ? t`Скопировано` : t`Скопировать код`}
              title={t`Скопировать код`}
              onClick={copy}
            >
              {copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
            </ActionIcon>
          )}
        </CopyButton>
      </div>
      <p>
        <Anchor href={`${origin}/in/widget/${key}/preview`} target="_blank" rel="noopener">
          <Trans>Посмотреть виджет</Trans>
        </Anchor>
        {' · '}
        <Anchor href={`${origin}/in/forms/${key}`} target="_blank" rel="noopener">
          <Trans>Форма для сайтов без скриптов</Trans>
        </Anchor>
      </p>
    </>
  )
}
