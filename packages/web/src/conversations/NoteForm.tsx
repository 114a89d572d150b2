import type { ConversationDetail } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Textarea } from '@mantine/core'
import { Avatar } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useMe } from '../api/session.ts'
import { newId } from '../interests/answer-verbs.ts'
import { useDraft } from '../interests/drafts.ts'
import { teamQuery } from '../interests/pick-lists.ts'
import { useFocusOn } from '../interests/card/use-focus-on.ts'
import { isSendPress, useEnterSends } from './enter-sends.ts'
import { mentionAt, mentionedIds, withMention } from './mention.ts'
import { sendMessage } from './message-verbs.ts'
import classes from './DialogComposer.module.css'

interface NoteFormProps {
  conversation: ConversationDetail
  focus: object | undefined
  onWriting: () => void
}

const SHOWN = 6

/** A word for colleagues: the person never sees it, and its yellow says so. `@` calls a colleague. */
export function NoteForm({ conversation: { id }, focus, onWriting }: NoteFormProps) {
  const { t } = useLingui()
  const listId = useId()
  const [text, setText] = useDraft('note', id)
  const [saving, setSaving] = useState(false)
  const [caret, setCaret] = useState(0)
  const [at, setAt] = useState(0)
  const [closedFor, setClosedFor] = useState<string>()
  const messageId = useRef(newId())
  const enterSends = useEnterSends()
  const field = useFocusOn<HTMLTextAreaElement>(focus)
  const { data: team } = useQuery(teamQuery)
  const me = useMe().member?.id
  const people = team?.items.filter(({ id: one, disabledAt }) => disabledAt === null && one !== me) ?? []
  const typed = mentionAt(text, caret)
  const options =
    typed === undefined || typed === closedFor
      ? []
      : people
          .filter(({ name }) => name.toLocaleLowerCase().includes(typed.toLocaleLowerCase()))
          .slice(0, SHOWN)
  const pick = (name: string) => {
    const next = withMention(text, caret, name)
    setText(next.text)
    setCaret(next.caret)
    requestAnimationFrame(() => field.current?.setSelectionRange(next.caret, next.caret))
    field.current?.focus()
  }
  const save = async () => {
    if (text.trim() === '' || saving) return
    setSaving(true)
    const done = await sendMessage(id, {
      messageId: messageId.current,
      kind: 'note',
      text: text.trim(),
      fileIds: [],
      replyToId: null,
      sendAt: null,
      mentionIds: mentionedIds(text, people),
      templateId: null,
    })
    setSaving(false)
    if (!done) return
    setText('')
    messageId.current = newId()
  }
  const active = options[Math.min(at, options.length - 1)]
  const steer = (event: KeyboardEvent): boolean => {
    if (!active) return false
    if (event.key === 'ArrowDown') setAt((at + 1) % options.length)
    else if (event.key === 'ArrowUp') setAt((at - 1 + options.length) % options.length)
    else if (event.key === 'Enter' || event.key === 'Tab') pick(active.name)
    else if (event.key === 'Escape') setClosedFor(typed)
    else return false
    return true
  }
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {options.length > 0 && (
        <div id={listId} className={classes['mentions']} role="listbox" aria-label={t`Кого позвать`}>
          {options.map((member) => (
            <div
              key={member.id}
              id={`${listId}-${member.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={member === active}
              onPointerDown={(event) => {
                event.preventDefault()
                pick(member.name)
              }}
            >
              <Avatar name={member.name} photoUrl={member.photoUrl} size={22} />
              {member.name}
            </div>
          ))}
        </div>
      )}
      <Textarea
        ref={field}
        aria-label={t`Заметка для коллег`}
        placeholder={t`Заметка для коллег, человек её не увидит. @ позовёт коллегу`}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={50_000}
        value={text}
        aria-autocomplete="list"
        {...(active && { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${active.id}` })}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setCaret(event.currentTarget.selectionStart)
          setAt(0)
          setClosedFor(undefined)
          onWriting()
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={(event) => {
          if (steer(event)) {
            event.preventDefault()
            event.nativeEvent.stopPropagation()
            return
          }
          if (!isSendPress(event, enterSends)) return
          event.preventDefault()
          void save()
        }}
      />
      <div className={classes['foot']}>
        <span className={classes['space']} />
        <Button type="submit" color="yellow.9" disabled={text.trim() === ''} loading={saving}>
          <Trans>Записать</Trans>
        </Button>
      </div>
    </form>
  )
}
