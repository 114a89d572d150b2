import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconPaperclip, IconTemplate } from '@tabler/icons-react'
import { useRef } from 'react'
import classes from './DialogComposer.module.css'

interface ToolsProps {
  takesFiles: boolean
  onTemplates: () => void
  onFiles: (files: File[]) => void
}

export function ComposerTools({ takesFiles, onTemplates, onFiles }: ToolsProps) {
  const { t } = useLingui()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Tooltip label={t`Шаблоны (/)`}>
        <ActionIcon aria-label={t`Шаблоны`} onClick={onTemplates}>
          <IconTemplate size={19} />
        </ActionIcon>
      </Tooltip>
      {takesFiles && (
        <Tooltip label={t`Приложить файл (можно перетащить или вставить)`}>
          <ActionIcon aria-label={t`Приложить файл`} onClick={() => input.current?.click()}>
            <IconPaperclip size={19} />
          </ActionIcon>
        </Tooltip>
      )}
      <input
        ref={input}
        type="file"
        hidden
        multiple
        aria-label={t`Файлы к ответу`}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}

/** A colleague writes or has just answered: the person decides. */
export function CollisionStrip({ words, onAllow }: { words: string | undefined; onAllow: () => void }) {
  if (words === undefined) return null
  return (
    <div className={classes['collision']} role="alert">
      <span>{words}</span>
      <Button size="compact-sm" variant="default" onClick={onAllow}>
        <Trans>Отправить всё равно</Trans>
      </Button>
    </div>
  )
}
