import type { Attachment } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { formatNumber, useLocale } from '@otklik/ui'
import { IconAlertTriangle, IconFile, IconFileTypePdf } from '@tabler/icons-react'
import { safeUrl } from '../safe-url.ts'
import classes from './Attachments.module.css'

/** Files of the letter. A suspicious one is not opened by a careless press. */
export function Attachments({ files }: { files: readonly Attachment[] }) {
  const { t } = useLingui()
  if (files.length === 0) return null
  return (
    <ul className={classes['files']} aria-label={t`Вложения`}>
      {files.map((file) => (
        <li key={file.fileId}>
          <FileCard file={file} />
        </li>
      ))}
    </ul>
  )
}

function FileCard({ file }: { file: Attachment }) {
  const { t } = useLingui()
  const size = useSizeWords(file.size)
  const picture = safeUrl(file.thumbnailUrl)
  const warn = (event: { preventDefault: () => void }) => {
    if (file.suspicious && !window.confirm(t`Файл «${file.name}» может быть вредоносным. Всё равно скачать?`))
      event.preventDefault()
  }
  return (
    <a
      className={classes['file']}
      data-suspicious={file.suspicious || undefined}
      href={safeUrl(file.url)}
      target="_blank"
      rel="noopener noreferrer"
      title={file.name}
      onClick={warn}
      {...(file.suspicious && { download: file.name })}
    >
      {picture === undefined ? <FileIcon file={file} /> : <img src={picture} alt="" loading="lazy" />}
      <span className={classes['words']}>
        <span className={classes['name']}>{file.name}</span>
        <span className={classes['size']}>
          {file.suspicious ? <Trans>опасный вид файла · {size}</Trans> : size}
        </span>
      </span>
    </a>
  )
}

function FileIcon({ file }: { file: Attachment }) {
  if (file.suspicious) return <IconAlertTriangle size={22} />
  return file.mime === 'application/pdf' ? <IconFileTypePdf size={22} /> : <IconFile size={22} />
}

/** «180 КБ», «2,1 МБ». */
export function useSizeWords(bytes: number): string {
  const { t } = useLingui()
  const { locale } = useLocale()
  if (bytes < 1024 * 1024) {
    const kilobytes = formatNumber(Math.max(1, Math.round(bytes / 1024)), locale)
    return t`${kilobytes} КБ`
  }
  const megabytes = formatNumber(Math.round((bytes / 1024 / 1024) * 10) / 10, locale)
  return t`${megabytes} МБ`
}
