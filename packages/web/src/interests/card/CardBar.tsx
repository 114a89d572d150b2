import type { InterestDetail } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import { showNotice } from '@otklik/ui'
import {
  IconArrowLeft,
  IconArrowsMaximize,
  IconBan,
  IconCalendarClock,
  IconCheck,
  IconChevronDown,
  IconChevronUp,
  IconDots,
  IconHandGrab,
  IconLink,
  IconRotate,
  IconSend2,
  IconUserDollar,
  IconUserX,
  IconX,
} from '@tabler/icons-react'
import { usePermission } from '../../api/session.ts'
import { useFeedControl } from '../feed-control.ts'
import classes from './Card.module.css'

/** Over the card: to its neighbours, take, close, and what is done rarely. */
export function CardBar({ id, card }: { id: string; card: InterestDetail | undefined }) {
  const { t } = useLingui()
  const { rows, move, closeCard, run, ask } = useFeedControl()
  const mayWork = usePermission('interests.work')
  const at = rows.findIndex((row) => row.id === id)
  return (
    <div className={classes['bar']} role="toolbar" aria-label={t`Действия с карточкой`}>
      <ActionIcon className={classes['back'] ?? ''} aria-label={t`К списку`} onClick={closeCard}>
        <IconArrowLeft size={20} />
      </ActionIcon>
      <Tooltip label={t`Предыдущая (K)`}>
        <ActionIcon aria-label={t`Предыдущая карточка`} disabled={at <= 0} onClick={() => move(-1)}>
          <IconChevronUp size={19} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t`Следующая (J)`}>
        <ActionIcon
          aria-label={t`Следующая карточка`}
          disabled={at < 0 || at >= rows.length - 1}
          onClick={() => move(1)}
        >
          <IconChevronDown size={19} />
        </ActionIcon>
      </Tooltip>
      <span className={classes['space']} />
      {card && mayWork && (
        <>
          {!card.responsible && !card.processed && (
            <Button
              size="compact-md"
              variant="light"
              leftSection={<IconHandGrab size={16} />}
              onClick={() => run({ kind: 'claim' }, card)}
            >
              <Trans>Взять</Trans>
            </Button>
          )}
          <Tooltip label={t`Запланировать контакт (T)`}>
            <ActionIcon aria-label={t`Запланировать контакт`} onClick={() => ask('plan', card)}>
              <IconCalendarClock size={19} />
            </ActionIcon>
          </Tooltip>
          {!card.lead && (
            <Tooltip label={t`Сделать лидом (Shift+L)`}>
              <ActionIcon aria-label={t`Сделать лидом`} onClick={() => run({ kind: 'lead' }, card)}>
                <IconUserDollar size={19} />
              </ActionIcon>
            </Tooltip>
          )}
          {card.processed ? (
            <Button
              size="compact-md"
              variant="default"
              leftSection={<IconRotate size={16} />}
              onClick={() => run({ kind: 'reopen' }, card)}
            >
              <Trans>Открыть снова</Trans>
            </Button>
          ) : (
            <>
              <Tooltip label={t`Обработано (E)`}>
                <ActionIcon aria-label={t`Отметить обработанной`} onClick={() => ask('process', card)}>
                  <IconCheck size={19} />
                </ActionIcon>
              </Tooltip>
              <Tooltip label={t`Ответ не нужен (Shift+E)`}>
                <ActionIcon aria-label={t`Ответ не нужен`} onClick={() => ask('noReplyNeeded', card)}>
                  <IconBan size={19} />
                </ActionIcon>
              </Tooltip>
            </>
          )}
        </>
      )}
      {card && <CardMenu card={card} mayWork={mayWork} />}
      <Tooltip label={t`Закрыть (Esc)`}>
        <ActionIcon className={classes['close'] ?? ''} aria-label={t`Закрыть карточку`} onClick={closeCard}>
          <IconX size={19} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

function CardMenu({ card, mayWork }: { card: InterestDetail; mayWork: boolean }) {
  const { t } = useLingui()
  const { run, ask, setSearch, search } = useFeedControl()
  const copyLink = () => {
    const address = `${window.location.origin}/feed?card=${card.id}`
    void navigator.clipboard
      .writeText(address)
      .then(() => showNotice({ title: t`Ссылка на карточку скопирована` }))
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t`Ещё`}>
          <IconDots size={19} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayWork && (
          <Menu.Item leftSection={<IconSend2 size={16} />} onClick={() => ask('handOver', card)}>
            <Trans>Передать в продажи</Trans>
          </Menu.Item>
        )}
        {mayWork && card.responsible && (
          <Menu.Item leftSection={<IconUserX size={16} />} onClick={() => run({ kind: 'release' }, card)}>
            <Trans>Вернуть в общую ленту</Trans>
          </Menu.Item>
        )}
        {!search.focus && (
          <Menu.Item
            leftSection={<IconArrowsMaximize size={16} />}
            onClick={() => setSearch({ focus: true, card: card.id })}
          >
            <Trans>По одной карточке</Trans>
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLink size={16} />} onClick={copyLink}>
          <Trans>Скопировать ссылку</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
