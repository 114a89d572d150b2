import type { MessageAttachment } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconAlertTriangle, IconFile, IconFileOff, IconLoader } from '@tabler/icons-react'
import { useSizeWords } from '../interests/card/Attachments.tsx'
import { safeUrl } from '../interests/safe-url.ts'
import { attachmentWords } from './conversation-words.ts'
import classes from './Thread.module.css'

/** Pictures are seen, voices are heard, files are opened; what has not come yet says so. */
export function MessageFiles({ files }: { files: readonly MessageAttachment[] }) {
  const { t } = useLingui()
  if (files.length === 0) return null
  return (
    <ul className={classes['files']} aria-label={t`Вложения`} data-many={files.length > 1 || undefined}>
      {files.map((file) => (
        <li key={file.id}>
          <OneFile file={file} />
        </li>
      ))}
    </ul>
  )
}

function OneFile({ file }: { file: MessageAttachment }) {
  const url = safeUrl(file.url)
  if (file.state !== 'stored' || url === undefined) return <Absent file={file} />
  if (file.suspicious) return <FileLink file={file} url={url} />
  if (file.kind === 'image' || file.kind === 'sticker') {
    return (
      <a
        href={url}
        target="_blank"
        rel="noopener noreferrer"
        className={classes['picture']}
        title={file.name}
      >
        <img src={safeUrl(file.thumbnailUrl) ?? url} alt={file.name} loading="lazy" />
      </a>
    )
  }
  if (file.kind === 'voice' || file.kind === 'audio')
    return (
      <audio
        className={classes['voice']}
        controls
        preload="none"
        src={url}
        aria-label={attachmentWords(file.kind)}
      >
        <track kind="captions" />
      </audio>
    )
  if (file.kind === 'video')
    return (
      <video className={classes['video']} controls preload="metadata" src={url} aria-label={file.name}>
        <track kind="captions" />
      </video>
    )
  return <FileLink file={file} url={url} />
}

function FileLink({ file, url }: { file: MessageAttachment; url: string }) {
  const { t } = useLingui()
  const size = useSizeWords(file.size ?? 0)
  const warn = (event: { preventDefault: () => void }) => {
    if (file.suspicious && !window.confirm(t`Файл «${file.name}» может быть вредоносным. Всё равно скачать?`))
      event.preventDefault()
  }
  return (
    <a className={classes['file']} href={url} target="_blank" rel="noopener noreferrer" onClick={warn}>
      {file.suspicious ? <IconAlertTriangle size={22} /> : <IconFile size={22} />}
      <span className={classes['fileWords']}>
        <span>{file.name}</span>
        <small>
          {file.suspicious && <Trans>опасный вид файла · </Trans>}
          {file.size !== null && size}
        </small>
      </span>
    </a>
  )
}

function Absent({ file }: { file: MessageAttachment }) {
  const words = attachmentWords(file.kind)
  return (
    <span className={classes['file']} data-absent>
      {file.state === 'gone' ? <IconFileOff size={22} /> : <IconLoader size={22} />}
      <span className={classes['fileWords']}>
        <span>{file.name === '' ? words : file.name}</span>
        <small>
          {file.state === 'gone' ? (
            <Trans>в сети файла больше нет</Trans>
          ) : (
            <Trans>загружается из сети</Trans>
          )}
        </small>
      </span>
    </span>
  )
}
