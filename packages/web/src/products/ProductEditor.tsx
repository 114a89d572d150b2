import type { Product, ProductInput } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Drawer, Group, TagsInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { showNotice } from '@otklik/ui'
import { useState } from 'react'
import { describeProblem } from '../api/problems.ts'
import { ProductTrial } from './ProductTrial.tsx'
import { useSaveProduct } from './products-data.ts'
import classes from './Products.module.css'

interface ProductEditorProps {
  product: Product | 'new' | undefined
  onClose: () => void
}

/** A new or a known product, with a trial beside it. */
export function ProductEditor({ product, onClose }: ProductEditorProps) {
  const { t } = useLingui()
  return (
    <Drawer
      opened={product !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={product === 'new' ? t`Новый продукт` : t`Продукт`}
      closeButtonProps={{ 'aria-label': t`Закрыть` }}
    >
      {product !== undefined && <EditorForm product={product === 'new' ? null : product} onClose={onClose} />}
    </Drawer>
  )
}

interface Values {
  name: string
  url: string
  synonyms: string[]
  urlPatterns: string[]
}

function EditorForm({ product, onClose }: { product: Product | null; onClose: () => void }) {
  const { t } = useLingui()
  const save = useSaveProduct()
  const [refused, setRefused] = useState<string>()
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: {
      name: product?.name ?? '',
      url: product?.url ?? '',
      synonyms: product?.synonyms ?? [],
      urlPatterns: product?.urlPatterns ?? [],
    },
    validate: {
      name: (name) => (name.trim() === '' ? t`Назовите продукт` : null),
      url: (url) =>
        url.trim() === '' || isWebAddress(url.trim()) ? null : t`Нужен адрес страницы: https://…`,
      synonyms: (words) =>
        words.some((word) => word.trim().length < 2) ? t`Синоним не короче двух букв` : null,
      urlPatterns: (patterns) =>
        patterns.some((one) => one.trim().length < 3) ? t`Адрес не короче трёх знаков` : null,
    },
  })
  const submit = form.onSubmit((values) => {
    setRefused(undefined)
    save.mutate(
      { id: product?.id ?? null, input: toInput(values) },
      {
        onSuccess: ({ name }) => {
          showNotice({ tone: 'green', title: t`Продукт «${name}» сохранён` })
          onClose()
        },
        onError: (error) => {
          const problem = describeProblem(error)
          if (problem.code === 'PRODUCT_NAME_TAKEN') form.setFieldError('name', problem.title)
          else if (Object.keys(problem.fields).length > 0) form.setErrors(problem.fields)
          else setRefused([problem.title, problem.detail].filter(Boolean).join('. '))
        },
      },
    )
  })
  return (
    <form className={classes['form']} onSubmit={submit} noValidate>
      <TextInput
        data-autofocus
        required
        label={t`Название`}
        maxLength={200}
        {...form.getInputProps('name')}
      />
      <TextInput
        type="url"
        label={t`Страница продукта`}
        description={t`Откроется с карточки. Эта страница и всё, что под ней, узнаются сами.`}
        placeholder="https://…"
        {...form.getInputProps('url')}
      />
      <TagsInput
        label={t`Синонимы`}
        description={t`Как продукт называют люди. После каждого нажмите Enter.`}
        splitChars={[',', ';']}
        maxTags={100}
        acceptValueOnBlur
        {...form.getInputProps('synonyms')}
      />
      <TagsInput
        label={t`Адреса страниц`}
        description={t`Без https://. Адрес узнаёт себя и страницы под собой, звёздочка заменяет любые знаки: shop.ru/coffee/*`}
        maxTags={100}
        acceptValueOnBlur
        {...form.getInputProps('urlPatterns')}
      />
      <ProductTrial id={product?.id ?? null} draft={toInput(form.values)} />
      {refused !== undefined && (
        <Alert color="red" role="alert">
          {refused}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          <Trans>Отмена</Trans>
        </Button>
        <Button type="submit" loading={save.isPending}>
          <Trans>Сохранить</Trans>
        </Button>
      </Group>
    </form>
  )
}

function toInput({ name, url, synonyms, urlPatterns }: Values): ProductInput {
  return { name: name.trim(), url: url.trim() || null, synonyms, urlPatterns }
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text)
}
