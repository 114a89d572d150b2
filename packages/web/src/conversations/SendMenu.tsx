import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Menu, Modal, TextInput } from '@mantine/core'
import { formatDateTime, useLocale, useNow } from '@otklik/ui'
import { IconCheck, IconChevronDown, IconClock } from '@tabler/icons-react'
import { useState } from 'react'
import { momentOf } from '../planned/wall-moment.ts'
import { chooseEnterSends, useEnterSends } from './enter-sends.ts'
import { usualMoments } from './moments.ts'

/** Beside «Отправить»: later, and what Enter does. */
export function SendMenu({ disabled, onLater }: { disabled: boolean; onLater: (moment: string) => void }) {
  const { t } = useLingui()
  const settings = useLocale()
  const now = useNow()
  const enterSends = useEnterSends()
  const [asked, setAsked] = useState(false)
  return (
    <>
      <Menu position="top-end">
        <Menu.Target>
          <Button px={8} aria-label={t`Отправить позже и настройки отправки`}>
            <IconChevronDown size={16} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            <Trans>Отправить позже</Trans>
          </Menu.Label>
          {usualMoments(now, settings.timeZone).map((moment) => (
            <Menu.Item
              key={moment.toISOString()}
              disabled={disabled}
              leftSection={<IconClock size={16} />}
              onClick={() => onLater(moment.toISOString())}
            >
              {formatDateTime(moment, now, settings)}
            </Menu.Item>
          ))}
          <Menu.Item disabled={disabled} onClick={() => setAsked(true)}>
            <Trans>Выбрать время…</Trans>
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>
            <Trans>Чем отправлять</Trans>
          </Menu.Label>
          {[true, false].map((enter) => (
            <Menu.Item
              key={String(enter)}
              leftSection={enter === enterSends ? <IconCheck size={16} /> : <span style={{ width: 16 }} />}
              onClick={() => chooseEnterSends(enter)}
            >
              {enter ? <Trans>Enter, перенос строки Shift+Enter</Trans> : <Trans>Ctrl+Enter</Trans>}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {asked && (
        <MomentForm
          onClose={() => setAsked(false)}
          onGiven={(moment) => {
            setAsked(false)
            onLater(moment.toISOString())
          }}
        />
      )}
    </>
  )
}

function MomentForm({ onClose, onGiven }: { onClose: () => void; onGiven: (moment: Date) => void }) {
  const { t } = useLingui()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t`Отправить позже`}
      closeButtonProps={{ 'aria-label': t`Закрыть` }}
    >
      <MomentField action={t`Отправить в это время`} onGiven={onGiven} />
    </Modal>
  )
}

/** A moment of the workspace's clock that is still to come. */
export function MomentField({ action, onGiven }: { action: string; onGiven: (moment: Date) => void }) {
  const { t } = useLingui()
  const { timeZone } = useLocale()
  const [wall, setWall] = useState('')
  const moment = momentOf(wall, timeZone)
  const now = useNow()
  const past = moment !== undefined && moment < now
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (moment && !past) onGiven(moment)
      }}
    >
      <TextInput
        type="datetime-local"
        label={t`Когда`}
        value={wall}
        error={past ? t`Это время уже прошло` : undefined}
        onChange={(event) => setWall(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="sm">
        <Button type="submit" disabled={!moment || past}>
          {action}
        </Button>
      </Group>
    </form>
  )
}
