import { extractionTargets } from '@otklik/contract'
import type { Extraction, ExtractionWay } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { StatusDot } from '@otklik/ui'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useSettled } from '../settings/use-settled.ts'
import { isLineEnd, readyRule } from './rule-draft.ts'
import type { RuleDraft } from './rule-draft.ts'
import { targetWords } from './rule-words.ts'
import { sampleReadingQuery } from './rules-data.ts'
import classes from './MailRules.module.css'

interface ExtractionListProps {
  draft: RuleDraft
  letterId: string | undefined
  onChange: (draft: RuleDraft) => void
}

/** What is taken out of the letter, each with what it finds in the sample. */
export function ExtractionList({ draft, letterId, onChange }: ExtractionListProps) {
  const { t } = useLingui()
  const { extract } = draft.actions
  const ready = useSettled(readyRule(draft), 300)
  const rule = ready ?? { match: draft.match, conditions: [], actions: { ...draft.actions, extract: [] } }
  const { data: reading } = useQuery(sampleReadingQuery(extract.length > 0 ? (letterId ?? '') : '', rule))
  const replace = (next: Extraction[]) => onChange({ ...draft, actions: { ...draft.actions, extract: next } })
  return (
    <section className={classes['part']} aria-label={t`Что взять из письма`}>
      <h2>
        <Trans>Что взять из письма</Trans>
      </h2>
      <div className={classes['stack']}>
        {extract.length === 0 && (
          <p className={classes['dimmed']}>
            <Trans>
              Выделите в письме-образце имя, телефон или текст и скажите, что это. Или назовите подпись строки
              сами.
            </Trans>
          </p>
        )}
        {extract.map((extraction, index) => (
          <ExtractionRow
            key={index}
            extraction={extraction}
            found={
              letterId === undefined
                ? undefined
                : reading?.extracted.find(({ target }) => target === extraction.target)?.value
            }
            onChange={(next) => replace(extract.map((one, place) => (place === index ? next : one)))}
            onRemove={() => replace(extract.filter((_, place) => place !== index))}
          />
        ))}
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} />}
            disabled={extract.length >= 12}
            onClick={() =>
              replace([...extract, { target: nextTarget(extract), by: { kind: 'label', label: '' } }])
            }
          >
            <Trans>По подписи строки</Trans>
          </Button>
        </div>
      </div>
    </section>
  )
}

interface RowProps {
  extraction: Extraction
  /** Undefined while there is no sample; null when nothing is found. */
  found: string | null | undefined
  onChange: (extraction: Extraction) => void
  onRemove: () => void
}

function ExtractionRow({ extraction, found, onChange, onRemove }: RowProps) {
  const { t, i18n } = useLingui()
  const name = i18n._(targetWords[extraction.target])
  return (
    <div className={classes['extraction']} role="group" aria-label={name}>
      <div>
        <NativeSelect
          aria-label={t`Что это`}
          data={extractionTargets.map((value) => ({ value, label: i18n._(targetWords[value]) }))}
          value={extraction.target}
          onChange={(event) =>
            onChange({
              ...extraction,
              target: extractionTargets.find((one) => one === event.currentTarget.value) ?? 'text',
            })
          }
        />
        <Way by={extraction.by} onChange={(by) => onChange({ ...extraction, by })} />
        {found !== undefined && (
          <div className={classes['found']}>
            <StatusDot tone={found === null ? 'amber' : 'green'}>
              {found === null ? t`В образце не нашлось` : t`В образце: ${found}`}
            </StatusDot>
          </div>
        )}
      </div>
      <ActionIcon aria-label={t`Убрать: ${name}`} onClick={onRemove}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  )
}

function Way({ by, onChange }: { by: ExtractionWay; onChange: (by: ExtractionWay) => void }) {
  const { t } = useLingui()
  if (by.kind === 'label') {
    return (
      <TextInput
        mt={6}
        label={t`Подпись строки`}
        placeholder={t`Имя`}
        maxLength={100}
        value={by.label}
        onChange={(event) => onChange({ kind: 'label', label: event.currentTarget.value })}
      />
    )
  }
  return (
    <div className={classes['pair']}>
      <TextInput
        mt={6}
        label={t`После слов`}
        placeholder={t`с начала письма`}
        maxLength={300}
        value={by.before}
        onChange={(event) => onChange({ ...by, before: event.currentTarget.value })}
      />
      <TextInput
        mt={6}
        label={t`До слов`}
        placeholder={isLineEnd(by.after) ? t`до конца строки` : t`до конца письма`}
        maxLength={300}
        value={isLineEnd(by.after) ? '' : by.after}
        onChange={(event) => onChange({ ...by, after: event.currentTarget.value })}
      />
    </div>
  )
}

function nextTarget(extract: readonly Extraction[]): Extraction['target'] {
  return extractionTargets.find((target) => !extract.some((one) => one.target === target)) ?? 'text'
}
