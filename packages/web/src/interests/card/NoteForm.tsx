import type { InterestDetail } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Textarea } from '@mantine/core'
import { KeyCombination } from '@otklik/ui'
import { useState } from 'react'
import { useDraft } from '../drafts.ts'
import { writeNote } from '../verbs.ts'
import { useFocusOn } from './use-focus-on.ts'
import classes from './Composer.module.css'

/** A word for colleagues; the customer never sees it, and its yellow says so. */
export function NoteForm({ card, focus }: { card: InterestDetail; focus: object | undefined }) {
  const { t } = useLingui()
  const [text, setText] = useDraft('note', card.id)
  const [saving, setSaving] = useState(false)
  const field = useFocusOn<HTMLTextAreaElement>(focus)
  const save = async () => {
    if (text.trim() === '' || saving) return
    setSaving(true)
    if (await writeNote(card, text.trim())) setText('')
    setSaving(false)
  }
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Textarea
        ref={field}
        aria-label={t`Заметка для коллег`}
        placeholder={t`Заметка для коллег, клиент её не увидит`}
        autosize
        minRows={3}
        maxRows={12}
        maxLength={5000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          void save()
        }}
      />
      <div className={classes['foot']}>
        <span className={classes['space']} />
        <span className={classes['keys']} aria-hidden>
          <KeyCombination keys="Mod+Enter" />
        </span>
        <Button type="submit" color="yellow.9" disabled={text.trim() === ''} loading={saving}>
          <Trans>Записать</Trans>
        </Button>
      </div>
    </form>
  )
}
