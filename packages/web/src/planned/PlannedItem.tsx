import type { PlannedContact } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal } from '@mantine/core'
import { Avatar, Chip, DateTime } from '@otklik/ui'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { usePermission } from '../api/session.ts'
import { close, reopen } from './planned-data.ts'
import { PlanForm } from './PlanForm.tsx'
import classes from './Planned.module.css'

/** One planned contact: when, what, who; done, moved or cancelled in one press. */
export function PlannedItem({ planned, withPerson }: { planned: PlannedContact; withPerson: boolean }) {
  const { t } = useLingui()
  const mayWork = usePermission('interests.work')
  const [isMoving, setMoving] = useState(false)
  const name = planned.authorName ?? t`Без имени`
  return (
    <li className={classes['item']} data-overdue={planned.overdue || undefined}>
      <div className={classes['words']}>
        {withPerson &&
          (planned.interestId === null ? (
            <strong>{name}</strong>
          ) : (
            <Link to="/feed" search={{ card: planned.interestId }}>
              {name}
            </Link>
          ))}
        <span className={classes['what']}>{planned.what}</span>
        <span className={classes['foot']}>
          {planned.overdue && <Chip tone="red">{t`просрочено`}</Chip>}
          <DateTime value={planned.dueAt} />
          <span className={classes['pair']}>
            <Avatar name={planned.member.name} photoUrl={planned.member.photoUrl} size={18} />
            {planned.member.name}
          </span>
        </span>
      </div>
      {mayWork && (
        <Group gap={6} className={classes['acts'] ?? ''}>
          {planned.state === 'planned' ? (
            <>
              <Button size="compact-sm" variant="light" onClick={() => void close(planned, 'done')}>
                <Trans>Сделано</Trans>
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => setMoving(true)}>
                <Trans>Перенести</Trans>
              </Button>
              <Button size="compact-sm" variant="subtle" onClick={() => void close(planned, 'cancelled')}>
                <Trans>Отменить</Trans>
              </Button>
            </>
          ) : (
            <Button size="compact-sm" variant="default" onClick={() => void reopen(planned)}>
              <Trans>Вернуть в планы</Trans>
            </Button>
          )}
        </Group>
      )}
      {isMoving && (
        <Modal
          opened
          onClose={() => setMoving(false)}
          title={t`Перенести контакт`}
          closeButtonProps={{ 'aria-label': t`Закрыть` }}
        >
          <PlanForm planned={planned} onClose={() => setMoving(false)} />
        </Modal>
      )}
    </li>
  )
}
