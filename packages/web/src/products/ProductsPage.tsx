import type { Product } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { EmptyState, ErrorState, NothingFound, SkeletonRows } from '@otklik/ui'
import { IconPackage, IconPlus, IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { describeProblem } from '../api/problems.ts'
import { usePermission } from '../api/session.ts'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { ProductEditor } from './ProductEditor.tsx'
import { ProductList } from './ProductList.tsx'
import { productsQuery } from './products-data.ts'
import classes from './Products.module.css'

/** The catalogue (R023, R024): what people ask about and how the program knows it. */
export function ProductsPage() {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 200)
  const [archived, setArchived] = useState(false)
  const [edited, setEdited] = useState<Product | 'new'>()
  const mayManage = usePermission('products.manage')
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited('new')}>
      <Trans>Добавить продукт</Trans>
    </Button>
  )
  return (
    <SettingsPage
      wide
      title={t`Продукты`}
      actions={mayManage && add}
      lead={
        <Trans>
          Программа сама ставит продукт новой карточке: по странице, с которой пришли, по ссылке в тексте, по
          названию и синонимам. Если не уверена, оставляет поле пустым.
        </Trans>
      }
    >
      <div className={classes['tools']}>
        <TextInput
          type="search"
          aria-label={t`Искать в каталоге`}
          placeholder={t`Искать в каталоге`}
          leftSection={<IconSearch size={16} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t`Какие продукты показать`}
          value={archived ? 'archived' : 'current'}
          onChange={(value) => setArchived(value === 'archived')}
          data={[
            { value: 'current', label: t`В каталоге` },
            { value: 'archived', label: t`В архиве` },
          ]}
        />
      </div>
      <Catalogue
        q={q}
        archived={archived}
        add={mayManage ? add : undefined}
        onReset={() => setTyped('')}
        onEdit={mayManage ? setEdited : undefined}
      />
      <ProductEditor product={edited} onClose={() => setEdited(undefined)} />
    </SettingsPage>
  )
}

interface CatalogueProps {
  q: string
  archived: boolean
  add: ReactNode
  onReset: () => void
  onEdit: ((product: Product) => void) | undefined
}

function Catalogue({ q, archived, add, onReset, onEdit }: CatalogueProps) {
  const { t } = useLingui()
  const list = useInfiniteQuery(productsQuery({ q, archived }))
  if (list.isPending) return <SkeletonRows count={6} height={56} />
  if (list.isError) {
    const problem = describeProblem(list.error)
    return (
      <ErrorState title={problem.title} onRetry={() => void list.refetch()}>
        {problem.detail}
      </ErrorState>
    )
  }
  const products = list.data.pages.flatMap((page) => page.items)
  if (products.length === 0 && q !== '') return <NothingFound filters={`«${q}»`} onReset={onReset} />
  if (products.length === 0) {
    return (
      <EmptyState
        icon={<IconPackage size={28} />}
        title={archived ? t`В архиве пусто` : t`Каталог пуст`}
        action={archived ? undefined : add}
      >
        {archived ? (
          <Trans>Сюда уходят продукты, о которых больше не спрашивают. С карточек они не пропадают.</Trans>
        ) : (
          <Trans>Добавьте первый продукт, и отчёт покажет, о чём спрашивают чаще.</Trans>
        )}
      </EmptyState>
    )
  }
  return (
    <>
      <ProductList products={products} onEdit={onEdit} />
      {list.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          <Trans>Показать ещё</Trans>
        </Button>
      )}
    </>
  )
}
