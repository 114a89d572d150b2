import { useLingui } from '@lingui/react/macro'
import { CloseButton, Progress } from '@mantine/core'
import { useSizeWords } from './Attachments.tsx'
import type { Upload, Uploads } from './use-uploads.ts'
import classes from './Composer.module.css'

/** Files that go with the answer, with their progress and troubles. */
export function FileChips({ uploads }: { uploads: Uploads }) {
  const { t } = useLingui()
  if (uploads.files.length === 0) return null
  return (
    <ul className={classes['files']} aria-label={t`Файлы к ответу`}>
      {uploads.files.map((file) => (
        <FileChip key={file.key} file={file} onRemove={() => uploads.remove(file.key)} />
      ))}
    </ul>
  )
}

function FileChip({ file, onRemove }: { file: Upload; onRemove: () => void }) {
  const { t } = useLingui()
  const size = useSizeWords(file.size)
  return (
    <li className={classes['file']} data-problem={file.problem === undefined ? undefined : true}>
      <span className={classes['fileWords']} role={file.problem === undefined ? undefined : 'alert'}>
        {file.problem ?? `${file.name} · ${size}`}
      </span>
      {file.id === undefined && file.problem === undefined && (
        <Progress
          className={classes['fileProgress'] ?? ''}
          value={file.share * 100}
          size="xs"
          aria-label={t`Загрузка файла`}
        />
      )}
      <CloseButton size="xs" aria-label={t`Убрать файл «${file.name}»`} onClick={onRemove} />
    </li>
  )
}
