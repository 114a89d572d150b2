import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Textarea } from '@mantine/core'
import { useState } from 'react'
import classes from './PickList.module.css'

/** Why there will be no answer: a ready reason in one press, or own words. Ctrl+Enter takes them. */
export function ReasonForm({ onGiven }: { onGiven: (reason: string) => void }) {
  const { t } = useLingui()
  const [own, setOwn] = useState('')
  const ready = [
    t`Благодарность`,
    t`Реклама или спам`,
    t`Не по адресу`,
    t`Ответили в другом месте`,
    t`Автор удалил сообщение`,
    t`Повтор`,
  ]
  const give = () => own.trim() !== '' && onGiven(own.trim().slice(0, 500))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        give()
      }}
    >
      <div className={classes['reasons']} role="group" aria-label={t`Готовые причины`}>
        {ready.map((reason, index) => (
          <Button
            key={reason}
            className={classes['reason'] ?? ''}
            variant="default"
            justify="flex-start"
            {...(index === 0 && { 'data-autofocus': true })}
            onClick={() => onGiven(reason)}
          >
            {reason}
          </Button>
        ))}
      </div>
      <Textarea
        mt="sm"
        label={t`Своя причина`}
        autosize
        minRows={2}
        maxLength={500}
        value={own}
        onChange={(event) => setOwn(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          give()
        }}
      />
      <Group justify="flex-end" mt="sm">
        <Button type="submit" disabled={own.trim() === ''}>
          <Trans>Закрыть с этой причиной</Trans>
        </Button>
      </Group>
    </form>
  )
}
