import { Button, FileButton } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ListeningImport } from '@otklik/contract'
import { Chip, DateTime, EmptyState, ErrorState, SkeletonRows } from '@otklik/ui'
import { IconFileImport, IconUpload } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { describeProblem } from '../api/problems.ts'
import { OperationCard } from '../operations/OperationCard.tsx'
import { operationsQuery } from '../operations/operation-queries.ts'
import { Callout } from '../settings/Callout.tsx'
import { SettingsPage, SettingsPart } from '../settings/SettingsPage.tsx'
import { importsQuery, uploadMentions, useUndoImport } from './import-data.ts'
import { ImportPreview } from './ImportPreview.tsx'
import { useImportWords } from './import-words.ts'
import classes from './Imports.module.css'

/** Mentions found by a listening service become cards (R084). */
export function ListeningImportsPage() {
  const { t } = useLingui()
  const [opened, setOpened] = useState<string>()
  const imports = useQuery(importsQuery)
  const upload = useMutation({ mutationFn: uploadMentions, meta: { quiet: true }, onSuccess: setOpened })
  return (
    <SettingsPage
      wide
      title={t`Импорт упоминаний`}
      lead={
        <Trans>
          Выгрузка YouScan, Brand Analytics, IQBuzz или Медиалогии: CSV или XLSX. Что уже пришло другим путём,
          второй карточкой не станет.
        </Trans>
      }
      actions={
        <ChooseFile second={opened !== undefined} onChoose={upload.mutate} isPending={upload.isPending} />
      }
    >
      {upload.isError && <Callout tone="red">{upload.error.message}</Callout>}
      {opened !== undefined && <ImportPreview key={opened} id={opened} onDone={() => setOpened(undefined)} />}
      <SettingsPart title={t`Загруженное`}>
        {imports.isError ? (
          <ErrorState title={describeProblem(imports.error).title} onRetry={() => void imports.refetch()} />
        ) : !imports.data ? (
          <SkeletonRows count={3} height={56} />
        ) : imports.data.items.length === 0 ? (
          <EmptyState icon={<IconFileImport size={28} />} title={t`Файлов ещё не было`}>
            <Trans>
              Выгрузите упоминания из сервиса мониторинга и выберите файл. Перед загрузкой покажем, какими
              станут карточки; загруженное можно отозвать.
            </Trans>
          </EmptyState>
        ) : (
          <ul className={classes['list']} aria-label={t`Загруженное`}>
            {imports.data.items.map((one) => (
              <ImportRow key={one.id} one={one} />
            ))}
          </ul>
        )}
      </SettingsPart>
    </SettingsPage>
  )
}

interface ChooseFileProps {
  /** Another file already waits for its answer. */
  second: boolean
  isPending: boolean
  onChoose: (file: File) => void
}

function ChooseFile({ second, isPending, onChoose }: ChooseFileProps) {
  return (
    <FileButton accept=".csv,.xlsx" onChange={(file) => file && onChoose(file)}>
      {(props) => (
        <Button
          {...props}
          variant={second ? 'default' : 'filled'}
          leftSection={<IconUpload size={16} />}
          loading={isPending}
        >
          <Trans>Выбрать файл</Trans>
        </Button>
      )}
    </FileButton>
  )
}

function ImportRow({ one }: { one: ListeningImport }) {
  const undo = useUndoImport()
  const operation = useQuery(operationsQuery).data?.items.find(({ id }) => id === one.operationId)
  const { added, known, failed, problems } = one
  return (
    <li className={classes['row']}>
      <div className={classes['line']}>
        <div className={classes['words']}>
          <strong>{one.fileName}</strong>
          <span className={classes['dim']}>
            {one.by.name} · <DateTime value={one.createdAt} />
          </span>
          {operation?.state === 'done' || !operation ? (
            <span>
              <Trans>
                Добавлено {added}, уже были {known}, не прочитано {failed}
              </Trans>
            </span>
          ) : null}
        </div>
        {one.undoneAt !== null ? (
          <Chip>
            <Trans>Импорт отменён</Trans>
          </Chip>
        ) : (
          added > 0 && (
            <Button variant="default" size="xs" loading={undo.isPending} onClick={() => undo.mutate(one.id)}>
              <Trans>Отменить импорт</Trans>
            </Button>
          )
        )}
      </div>
      {operation && operation.state !== 'done' && <OperationCard operation={operation} />}
      <Problems rows={problems} total={failed} />
    </li>
  )
}

function Problems({ rows, total }: { rows: ListeningImport['problems']; total: number }) {
  const words = useImportWords()
  if (rows.length === 0) return null
  const shown = rows.length
  return (
    <details className={classes['problems']}>
      <summary>
        {total > shown ? <Trans>Что не прочитано: первые {shown}</Trans> : <Trans>Что не прочитано</Trans>}
      </summary>
      <ul>
        {rows.map(({ row, problem }) => (
          <li key={row}>
            <Trans>
              Строка {row}: {words.problem(problem)}
            </Trans>
          </li>
        ))}
      </ul>
    </details>
  )
}
