import { Button, FileButton, Stack } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ListeningImport } from '@otklik/contract'
import { DateTime, EmptyState, ErrorState, SkeletonRows } from '@otklik/ui'
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
        <FileButton accept=".csv,.xlsx" onChange={(file) => file && upload.mutate(file)}>
          {(props) => (
            <Button {...props} leftSection={<IconUpload size={16} />} loading={upload.isPending}>
              <Trans>Выбрать файл</Trans>
            </Button>
          )}
        </FileButton>
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
          <EmptyState icon={<IconFileImport />} title={t`Файлов ещё не было`} />
        ) : (
          <Stack gap="md">
            {imports.data.items.map((one) => (
              <ImportRow key={one.id} one={one} />
            ))}
          </Stack>
        )}
      </SettingsPart>
    </SettingsPage>
  )
}

function ImportRow({ one }: { one: ListeningImport }) {
  const undo = useUndoImport()
  const words = useImportWords()
  const operation = useQuery(operationsQuery).data?.items.find(({ id }) => id === one.operationId)
  const { added, known, failed, problems } = one
  return (
    <div>
      <strong>{one.fileName}</strong> · {one.by.name} · <DateTime value={one.createdAt} />
      {operation ? (
        <OperationCard operation={operation} />
      ) : (
        <p>
          <Trans>
            Добавлено {added}, уже были {known}, не прочитано {failed}
          </Trans>
        </p>
      )}
      {problems.length > 0 && (
        <details>
          <summary>
            <Trans>Что не прочитано</Trans>
          </summary>
          <ul>
            {problems.map(({ row, problem }) => (
              <li key={row}>
                <Trans>
                  Строка {row}: {words.problem(problem)}
                </Trans>
              </li>
            ))}
          </ul>
        </details>
      )}
      {one.undoneAt !== null ? (
        <p>
          <Trans>Импорт отменён</Trans>
        </p>
      ) : (
        added > 0 && (
          <Button variant="default" size="xs" loading={undo.isPending} onClick={() => undo.mutate(one.id)}>
            <Trans>Отменить импорт</Trans>
          </Button>
        )
      )}
    </div>
  )
}
