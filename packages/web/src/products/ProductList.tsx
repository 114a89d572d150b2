import type { Product } from '@otklik/contract'
import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Anchor, Menu } from '@mantine/core'
import { Chip, showUndo } from '@otklik/ui'
import { IconArchive, IconArrowBackUp, IconDots, IconPencil } from '@tabler/icons-react'
import { useShelve } from './products-data.ts'
import classes from './Products.module.css'

interface ProductListProps {
  products: readonly Product[]
  /** Undefined for those who only look. */
  onEdit: ((product: Product) => void) | undefined
}

/** One row a product: a table on a wide screen, cards on a phone. */
export function ProductList({ products, onEdit }: ProductListProps) {
  const { t } = useLingui()
  return (
    <ul className={classes['list']} aria-label={t`Продукты`}>
      {products.map((product) => (
        <li key={product.id} className={classes['row']}>
          <div className={classes['name']}>
            {onEdit ? (
              <button type="button" className={classes['open']} onClick={() => onEdit(product)}>
                {product.name}
              </button>
            ) : (
              <strong>{product.name}</strong>
            )}
            {product.url !== null && (
              <Anchor
                href={product.url}
                target="_blank"
                rel="noreferrer noopener"
                size="sm"
                className={classes['url'] ?? ''}
              >
                {product.url.replace(/^https?:\/\/(www\.)?/, '')}
              </Anchor>
            )}
          </div>
          <Known product={product} />
          {onEdit && <RowMenu product={product} onEdit={() => onEdit(product)} />}
        </li>
      ))}
    </ul>
  )
}

/** By what the program knows the product, at most a few; the rest as a number. */
function Known({ product }: { product: Product }) {
  const { t } = useLingui()
  const marks = [...product.synonyms, ...product.urlPatterns]
  const rest = marks.length - shownMarks
  if (marks.length === 0) return <div className={classes['known']} />
  return (
    <div className={classes['known']}>
      {marks.slice(0, shownMarks).map((mark) => (
        <Chip key={mark} title={product.urlPatterns.includes(mark) ? t`Адрес страницы` : t`Синоним`}>
          {mark}
        </Chip>
      ))}
      {rest > 0 && <Chip title={marks.slice(shownMarks).join(', ')}>+{rest}</Chip>}
    </div>
  )
}

const shownMarks = 4

function RowMenu({ product, onEdit }: { product: Product; onEdit: () => void }) {
  const { t } = useLingui()
  const shelve = useShelve()
  const { id, name } = product
  const putAway = () =>
    shelve.mutate(
      { id, away: true },
      {
        onSuccess: () =>
          showUndo({
            title: t`Продукт «${name}» в архиве`,
            onUndo: () => shelve.mutate({ id, away: false }),
          }),
      },
    )
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t`Действия: ${name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={onEdit}>
          {t`Изменить`}
        </Menu.Item>
        {product.archivedAt === null ? (
          <Menu.Item leftSection={<IconArchive size={16} />} onClick={putAway}>
            {t`В архив`}
          </Menu.Item>
        ) : (
          <Menu.Item
            leftSection={<IconArrowBackUp size={16} />}
            onClick={() => shelve.mutate({ id, away: false })}
          >
            {t`Вернуть в каталог`}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
