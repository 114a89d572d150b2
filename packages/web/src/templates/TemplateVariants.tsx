import type { SourceType, TemplateInput } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Select, Text, Textarea } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { channelsQuery, kindsQuery } from '../channels/channel-queries.ts'
import { sourceWords } from '../interests/words.ts'
import classes from './Templates.module.css'

type Variants = TemplateInput['variants']

interface TemplateVariantsProps {
  variants: Variants
  onChange: (variants: Variants) => void
  error: ReactNode
}

/** Other words for a network with shorter messages or another tone: one set each. */
export function TemplateVariants({ variants, onChange, error }: TemplateVariantsProps) {
  const { t } = useLingui()
  const { data: channels } = useQuery(channelsQuery)
  const { data: kinds } = useQuery(kindsQuery)
  const taken = new Set<SourceType>(variants.map(({ sourceType }) => sourceType))
  const connected = new Set(channels?.items.map(({ kind }) => kind))
  const known = new Set<SourceType>([
    ...(kinds?.items ?? []).flatMap(({ kind, sourceType }) =>
      connected.has(kind) ? (sourceType ?? []) : [],
    ),
    ...taken,
  ])
  const [free] = [...known].filter((type) => !taken.has(type))
  const change = (at: number, part: Partial<Variants[number]>) =>
    onChange(variants.map((variant, index) => (index === at ? { ...variant, ...part } : variant)))
  return (
    <div className={classes['form']}>
      {variants.map((variant, index) => (
        <div key={variant.sourceType} className={classes['variant']}>
          <Select
            aria-label={t`Сеть`}
            allowDeselect={false}
            data={[...known]
              .filter((type) => type === variant.sourceType || !taken.has(type))
              .map((value) => ({ value, label: sourceWords(value) }))}
            value={variant.sourceType}
            onChange={(value) => value !== null && change(index, { sourceType: value })}
          />
          <Textarea
            aria-label={t`Слова для этой сети`}
            autosize
            minRows={2}
            maxLength={20_000}
            value={variant.text}
            onChange={(event) => change(index, { text: event.currentTarget.value })}
          />
          <ActionIcon
            aria-label={t`Убрать слова для сети`}
            onClick={() => onChange(variants.filter((one) => one !== variant))}
          >
            <IconTrash size={18} />
          </ActionIcon>
        </div>
      ))}
      {error !== undefined && error !== null && (
        <Text size="sm" c="red" role="alert">
          {error}
        </Text>
      )}
      {free !== undefined && (
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={15} />}
            onClick={() => onChange([...variants, { sourceType: free, text: '' }])}
          >
            <Trans>Другие слова для сети</Trans>
          </Button>
        </div>
      )}
    </div>
  )
}
