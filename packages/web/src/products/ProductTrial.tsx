import { ProductInput } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Textarea, TextInput } from '@mantine/core'
import { StatusDot } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSettled } from '../settings/use-settled.ts'
import { reasonWords } from '../words/reasons.ts'
import { trialQuery } from './products-data.ts'
import classes from './Products.module.css'

/** «Which product will the program see here?»: asked with the product as it is typed, before it is saved. */
export function ProductTrial({ id, draft }: { id: string | null; draft: ProductInput }) {
  const { t } = useLingui()
  const [url, setUrl] = useState('')
  const [text, setText] = useState('')
  const checked = ProductInput.safeParse(draft)
  const trial = useSettled({ url, text, ...(checked.success && { draft: { id, ...checked.data } }) }, 250)
  const asked = url.trim() !== '' || text.trim() !== ''
  return (
    <section className={classes['trial']} aria-label={t`Проверка`}>
      <h3>
        <Trans>Какой продукт узнает программа?</Trans>
      </h3>
      <TextInput
        label={t`Страница, с которой пришли`}
        placeholder="https://shop.ru/coffee/kenya"
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <Textarea
        label={t`Что написал человек`}
        placeholder={t`Кенийский ещё есть?`}
        autosize
        minRows={2}
        maxRows={6}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes['verdict']} role="status">
        {asked ? <Verdict trial={trial} /> : <Trans>Вставьте ссылку или текст, ответ появится сразу.</Trans>}
      </div>
    </section>
  )
}

function Verdict({ trial }: { trial: Parameters<typeof trialQuery>[0] }) {
  const answer = useQuery(trialQuery(trial))
  if (answer.isError) return <Trans>Проверить не удалось, попробуйте ещё раз.</Trans>
  if (!answer.data) return null
  const { match } = answer.data
  if (!match) {
    return (
      <StatusDot tone="grey">
        <Trans>Не узнает: поле останется пустым</Trans>
      </StatusDot>
    )
  }
  const { name } = match
  return (
    <>
      <StatusDot tone="green">
        {match.isDraft ? <Trans>Этот продукт: {name}</Trans> : <Trans>Другой: {name}</Trans>}
      </StatusDot>
      <div>{reasonWords(match.reason)}</div>
    </>
  )
}
