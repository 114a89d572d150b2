import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconArrowsSort, IconCheck } from '@tabler/icons-react'
import { useFeedControl } from './feed-control.ts'
import { orderWords } from './words.ts'

const orders = ['newest', 'oldest', 'urgent', 'intent'] as const

/** Newest, oldest, the super-important first (R102), or the closest to a purchase (R007). */
export function OrderMenu() {
  const { t } = useLingui()
  const { order, setSearch } = useFeedControl()
  const words = orderWords(order)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t`Порядок: ${words}`}>
          <ActionIcon variant={order === 'newest' ? 'subtle' : 'light'} aria-label={t`Порядок: ${words}`}>
            <IconArrowsSort size={19} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {orders.map((value) => (
          <Menu.Item
            key={value}
            rightSection={value === order && <IconCheck size={16} />}
            onClick={() => setSearch({ order: value })}
          >
            {orderWords(value)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
