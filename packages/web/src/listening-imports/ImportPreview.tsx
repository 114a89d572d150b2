import { Button, Group, Select, SimpleGrid, Stack } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { listeningFields, type ListeningMapping } from '@otklik/contract'
import { DateTime, ErrorState, SkeletonRows } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { describeProblem } from '../api/problems.ts'
import { sourceWords } from '../interests/words.ts'
import { previewQuery, useStartImport } from './import-data.ts'
import { useImportWords } from './import-words.ts'

/** What the columns mean, and the first cards as they would be. */
export function ImportPreview({ id, onDone }: { id: string; onDone(): void }) {
  const { t } = useLingui()
  const words = useImportWords()
  const [chosen, setChosen] = useState<ListeningMapping>()
  const preview = useQuery(previewQuery(id, chosen))
  const start = useStartImport()
  if (preview.isError)
    return <ErrorState title={describeProblem(preview.error).title} onRetry={() => void preview.refetch()} />
  if (!preview.data) return <SkeletonRows count={5} height={48} />
  const { headings, mapping, cards, remembered, rowCount } = preview.data
  const columns = headings.map((heading, index) => ({
    value: String(index),
    label: heading || `№ ${index + 1}`,
  }))
  const choose = (field: (typeof listeningFields)[number], value: string | null) => {
    const { [field]: _, ...rest } = mapping
    setChosen(value === null ? rest : { ...rest, [field]: Number(value) })
  }
  return (
    <Stack gap="md">
      <p>
        {remembered ? (
          <Trans>Столбцы расставлены, как в прошлый раз.</Trans>
        ) : (
          <Trans>Столбцы угаданы по заголовкам. Проверьте их.</Trans>
        )}
      </p>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {listeningFields.map((field) => (
          <Select
            key={field}
            label={words.field(field)}
            placeholder={t`Нет в файле`}
            clearable
            searchable
            data={columns}
            value={mapping[field] === undefined ? null : String(mapping[field])}
            onChange={(value) => choose(field, value)}
          />
        ))}
      </SimpleGrid>
      <ul>
        {cards.map((card) => (
          <li key={card.row}>
            {card.problem ? (
              <Trans>
                Строка {card.row}: {words.problem(card.problem)}
              </Trans>
            ) : (
              <>
                {sourceWords(card.sourceType)} · {card.author ?? t`Без имени`}
                {card.occurredAt !== null && (
                  <>
                    {' · '}
                    <DateTime value={card.occurredAt} />
                  </>
                )}
                {card.level === 'negative' && <> · {t`Негатив`}</>}
                <br />
                {card.text.slice(0, 200)}
              </>
            )}
          </li>
        ))}
      </ul>
      <Group>
        <Button
          loading={start.isPending}
          disabled={mapping.text === undefined && mapping.title === undefined}
          onClick={() => start.mutate({ id, mapping }, { onSuccess: onDone })}
        >
          <Trans>Загрузить строки: {rowCount}</Trans>
        </Button>
        <Button variant="default" onClick={onDone}>
          <Trans>Отмена</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
