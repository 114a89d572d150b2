import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import {
  IconBan,
  IconDots,
  IconFlag,
  IconHandGrab,
  IconLink,
  IconPackage,
  IconRotate,
  IconUserDollar,
  IconUserPlus,
  IconUserX,
  IconX,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { usePermission } from '../api/session.ts'
import { joinCase } from './cases.ts'
import { useFeedControl } from './feed-control.ts'
import classes from './Feed.module.css'

/** What can be done with the marked rows. */
export function SelectionBar() {
  const { t } = useLingui()
  const { selection, rows, run, ask } = useFeedControl()
  const mayAssign = usePermission('interests.assign')
  const mayBulk = usePermission('interests.bulk')
  const size = selection.everything ?? selection.ids.size
  if (size === 0 || !mayBulk) return null
  const join = async () => {
    if (await joinCase(rows.filter((row) => selection.ids.has(row.id)))) selection.clear()
  }
  return (
    <div className={classes['selection']} role="toolbar" aria-label={t`Отмеченные карточки`}>
      <ActionIcon aria-label={t`Снять отметки`} onClick={selection.clear}>
        <IconX size={18} />
      </ActionIcon>
      <strong className="ok-figures" role="status">
        <Plural value={size} one="Отмечена #" few="Отмечено #" many="Отмечено #" other="Отмечено #" />
      </strong>
      {selection.everything === undefined && selection.ids.size >= Math.min(rows.length, 10) && (
        <Button size="compact-sm" variant="subtle" onClick={() => ask('everything')}>
          <Trans>Выбрать все подходящие</Trans>
        </Button>
      )}
      <span className={classes['space']} />
      <Act icon={<IconHandGrab size={17} />} onClick={() => run({ kind: 'claim' })}>{t`Взять`}</Act>
      {mayAssign && <Act icon={<IconUserPlus size={17} />} onClick={() => ask('assign')}>{t`Назначить`}</Act>}
      <Act icon={<IconFlag size={17} />} onClick={() => ask('level')}>{t`Ступень`}</Act>
      <Act icon={<IconPackage size={17} />} onClick={() => ask('product')}>{t`Продукт`}</Act>
      <Act icon={<IconUserDollar size={17} />} onClick={() => run({ kind: 'lead' })}>{t`В лиды`}</Act>
      <Act icon={<IconBan size={17} />} onClick={() => ask('noReplyNeeded')}>{t`Ответ не нужен`}</Act>
      <Menu position="top-end">
        <Menu.Target>
          <ActionIcon aria-label={t`Ещё действия`}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconUserX size={16} />} onClick={() => run({ kind: 'release' })}>
            <Trans>Вернуть в общую ленту</Trans>
          </Menu.Item>
          <Menu.Item leftSection={<IconRotate size={16} />} onClick={() => run({ kind: 'reopen' })}>
            <Trans>Открыть снова</Trans>
          </Menu.Item>
          {selection.everything === undefined && selection.ids.size > 1 && selection.ids.size <= 100 && (
            <Menu.Item leftSection={<IconLink size={16} />} onClick={() => void join()}>
              <Trans>Объединить в одно обращение</Trans>
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

/** Words on a wide bar, an icon with a tooltip on a narrow one. */
function Act({ icon, onClick, children }: { icon: ReactNode; onClick: () => void; children: string }) {
  return (
    <Tooltip label={children}>
      <Button
        className={classes['act'] ?? ''}
        size="compact-md"
        variant="default"
        leftSection={icon}
        aria-label={children}
        onClick={onClick}
      >
        <span className={classes['actWords']}>{children}</span>
      </Button>
    </Tooltip>
  )
}
