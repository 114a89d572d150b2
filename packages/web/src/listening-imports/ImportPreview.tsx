import { Button, Group, Select, SimpleGrid, Stack } from '@mantine/core'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { listeningFields, type ListeningMapping, type ListeningPreview } from '@otklik/contract'
import { Chip, DateTime, ErrorState, NetworkIcon, SkeletonRows } from '@otklik/ui'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { describeProblem } from '../api/problems.ts'
import { levelTones, levelWords, sourceWords } from '../interests/words.ts'
import { SettingsPart } from '../settings/SettingsPage.tsx'
import { personWords } from '../words/people.ts'
import { previewQuery, useStartImport } from './import-data.ts'
import { useImportWords } from './import-words.ts'
import classes from './Imports.module.css'

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
  const { fileName, headings, mapping, cards, remembered, rowCount } = preview.data
  const columns = headings.map((heading, index) => {
    const number = index + 1
    return { value: String(index), label: heading || t`Столбец ${number}` }
  })
  const choose = (field: (typeof listeningFields)[number], value: string | null) => {
    const { [field]: _, ...rest } = mapping
    setChosen(value === null ? rest : { ...rest, [field]: Number(value) })
  }
  const readable = mapping.text !== undefined || mapping.title !== undefined
  return (
    <SettingsPart
      title={fileName}
      lead={
        remembered ? (
          <Trans>Столбцы расставлены, как в прошлый раз.</Trans>
        ) : (
          <Trans>Столбцы угаданы по заголовкам. Проверьте их.</Trans>
        )
      }
    >
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} verticalSpacing="sm">
          {listeningFields.map((field) => (
            <Select
              key={field}
              label={words.field(field)}
              placeholder={t`Нет в файле`}
              clearable
              searchable
              data={columns}
              value={mapping[field] === undefined ? null : String(mapping[field])}
              error={!readable && field === 'text' && t`Укажите столбец с текстом или заголовком`}
              onChange={(value) => choose(field, value)}
            />
          ))}
        </SimpleGrid>
        {readable && (
          <div>
            <p className={classes['dim']}>
              <Trans>Так выглядят первые строки:</Trans>
            </p>
            <ul className={classes['list']} aria-label={t`Первые карточки`}>
              {cards.map((card) => (
                <PreviewCard key={card.row} card={card} />
              ))}
            </ul>
          </div>
        )}
        <Group gap="sm">
          <Button
            loading={start.isPending}
            disabled={!readable}
            onClick={() => start.mutate({ id, mapping }, { onSuccess: onDone })}
          >
            <Plural
              value={rowCount}
              one="Загрузить # строку"
              few="Загрузить # строки"
              many="Загрузить # строк"
              other="Загрузить # строки"
            />
          </Button>
          <Button variant="default" onClick={onDone}>
            <Trans>Отмена</Trans>
          </Button>
        </Group>
      </Stack>
    </SettingsPart>
  )
}

function PreviewCard({ card }: { card: ListeningPreview['cards'][number] }) {
  const words = useImportWords()
  if (card.problem)
    return (
      <li className={classes['card']} data-problem>
        <IconAlertTriangle size={18} aria-hidden />
        <span>
          <Trans>
            Строка {card.row}: {words.problem(card.problem)}
          </Trans>
        </span>
      </li>
    )
  return (
    <li className={classes['card']}>
      <NetworkIcon network={card.sourceType} title={sourceWords(card.sourceType)} />
      <div className={classes['words']}>
        <span className={classes['cardHead']}>
          <strong>{personWords(card.author, card)}</strong>
          {card.occurredAt !== null && <DateTime value={card.occurredAt} className={classes['dim'] ?? ''} />}
          {card.level !== 'positive_neutral' && (
            <Chip tone={levelTones[card.level]}>{levelWords(card.level)}</Chip>
          )}
        </span>
        <span className={classes['text']}>{card.text}</span>
      </div>
    </li>
  )
}
