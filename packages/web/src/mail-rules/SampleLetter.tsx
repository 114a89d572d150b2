import { extractionTargets } from '@otklik/contract'
import type { ExtractionTarget, LetterDetail } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Select, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { ErrorState, showNotice, SkeletonRows } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { describeProblem } from '../api/problems.ts'
import { letterQuery } from '../letters/letters-data.ts'
import { learnExtraction, withCondition, withExtraction } from './rule-draft.ts'
import type { RuleDraft } from './rule-draft.ts'
import { targetWords } from './rule-words.ts'
import { samplesQuery } from './rules-data.ts'
import classes from './MailRules.module.css'

interface SampleLetterProps {
  letterId: string | undefined
  onPick: (id: string | undefined) => void
  draft: RuleDraft
  onChange: (draft: RuleDraft) => void
}

/** A real letter to teach by: pieces of it are selected and named. */
export function SampleLetter({ letterId, onPick, draft, onChange }: SampleLetterProps) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 250)
  const samples = useQuery(samplesQuery(q))
  const letter = useQuery({ ...letterQuery(letterId ?? ''), enabled: letterId !== undefined })
  const known = (samples.data?.items ?? []).map((item) => ({ value: item.id, label: labelOf(item) }))
  const own =
    letter.data && !known.some(({ value }) => value === letter.data.id)
      ? [{ value: letter.data.id, label: labelOf(letter.data) }]
      : []
  return (
    <>
      <Select
        label={t`Письмо-образец`}
        placeholder={t`Выберите или найдите по теме и отправителю`}
        searchable
        clearable
        data={[...own, ...known]}
        filter={({ options }) => options}
        value={letterId ?? null}
        onChange={(id) => onPick(id ?? undefined)}
        onSearchChange={(words) => setTyped(known.some(({ label }) => label === words) ? '' : words)}
        nothingFoundMessage={t`Таких писем нет`}
      />
      {letterId === undefined && (
        <p className={classes['dimmed']}>
          <Trans>
            На образце видно, что найдёт правило. Выделяйте куски мышью или клавишами Shift и стрелками.
          </Trans>
        </p>
      )}
      {letterId !== undefined && letter.isPending && <SkeletonRows count={4} height={40} />}
      {letter.isError && (
        <ErrorState title={describeProblem(letter.error).title} onRetry={() => void letter.refetch()}>
          {describeProblem(letter.error).detail}
        </ErrorState>
      )}
      {letter.data && <Sample key={letter.data.id} letter={letter.data} draft={draft} onChange={onChange} />}
    </>
  )
}

interface SampleProps {
  letter: LetterDetail
  draft: RuleDraft
  onChange: (draft: RuleDraft) => void
}

function Sample({ letter, draft, onChange }: SampleProps) {
  const { t } = useLingui()
  // The field counts a line end as one character.
  const text = letter.text.replaceAll(/\r\n?/g, '\n')
  const [mark, setMark] = useState({ start: 0, end: 0 })
  const { fromAddress, subject } = letter
  return (
    <>
      <div className={classes['sampleFacts']}>
        <div>
          <Trans>От:</Trans> {letter.fromName} {fromAddress}{' '}
          {fromAddress !== null && (
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() =>
                onChange(withCondition(draft, { field: 'from', op: 'equals', value: fromAddress }))
              }
            >
              <Trans>от этого отправителя</Trans>
            </Button>
          )}
        </div>
        <div>
          <Trans>Тема:</Trans> {subject}{' '}
          {subject.trim() !== '' && (
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() =>
                onChange(
                  withCondition(draft, {
                    field: 'subject',
                    op: 'contains',
                    value: subject.trim().slice(0, 300),
                  }),
                )
              }
            >
              <Trans>с такой темой</Trans>
            </Button>
          )}
        </div>
      </div>
      <Textarea
        label={t`Текст письма`}
        description={t`Выделите кусок и нажмите внизу, что это`}
        readOnly
        autosize
        minRows={8}
        maxRows={22}
        value={text}
        onSelect={(event) =>
          setMark({ start: event.currentTarget.selectionStart, end: event.currentTarget.selectionEnd })
        }
      />
      <Marks text={text} mark={mark} draft={draft} onChange={onChange} />
    </>
  )
}

interface MarksProps {
  text: string
  mark: { start: number; end: number }
  draft: RuleDraft
  onChange: (draft: RuleDraft) => void
}

/** «It is the name»: the words around the selected piece are learned at once. */
function Marks({ text, mark, draft, onChange }: MarksProps) {
  const { t, i18n } = useLingui()
  const piece = text.slice(mark.start, mark.end).trim()
  const teach = (target: ExtractionTarget) => {
    const { extraction, isUnsure } = learnExtraction(target, text, mark)
    onChange(withExtraction(draft, extraction))
    if (isUnsure) {
      showNotice({
        tone: 'amber',
        title: t`Слова вокруг ведут и к другому месту`,
        detail: t`Проверьте, что нашлось в образце, и уточните «после слов» или «до слов».`,
      })
    }
  }
  return (
    <div className={classes['marks']} role="toolbar" aria-label={t`Что выделено`}>
      <div className={classes['marked']} role="status">
        {piece === '' ? <Trans>Пока ничего не выделено</Trans> : <Trans>Выделено: «{piece}». Это:</Trans>}
      </div>
      {extractionTargets.map((target) => (
        <Button
          key={target}
          size="compact-sm"
          variant="default"
          disabled={piece === ''}
          onClick={() => teach(target)}
        >
          {i18n._(targetWords[target])}
        </Button>
      ))}
    </div>
  )
}

function labelOf({
  subject,
  fromName,
  fromAddress,
}: {
  subject: string
  fromName: string | null
  fromAddress: string | null
}): string {
  return [fromName ?? fromAddress, subject].filter(Boolean).join(': ')
}
