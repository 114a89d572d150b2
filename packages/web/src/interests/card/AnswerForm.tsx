import type { InterestDetail } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Textarea, Tooltip } from '@mantine/core'
import { KeyCombination, showUndo } from '@otklik/ui'
import { IconPaperclip, IconSend } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { cancelAnswer, newId, sendAnswer } from '../answer-verbs.ts'
import { useDraft } from '../drafts.ts'
import { useFeedControl } from '../feed-control.ts'
import { filesOf } from '../uploads.ts'
import { queryClient } from '../../api/query-client.ts'
import { FileChips } from './FileChips.tsx'
import { answersQuery } from './use-card.ts'
import { useFocusOn } from './use-focus-on.ts'
import { usePatientPress } from './use-patient-press.ts'
import { useUploads } from './use-uploads.ts'
import classes from './Composer.module.css'

interface AnswerFormProps {
  card: InterestDetail
  complete: boolean
  focus: object | undefined
}

/** A letter back: to whom, about what, the text kept as a draft, files by button, drop and paste. */
export function AnswerForm({ card, complete, focus }: AnswerFormProps) {
  const { t } = useLingui()
  const { search, advance } = useFeedControl()
  const [text, setText] = useDraft('answer', card.id)
  const [sending, setSending] = useState(false)
  const [over, setOver] = useState(false)
  const answerId = useRef(newId())
  const input = useRef<HTMLInputElement>(null)
  const field = useFocusOn<HTMLTextAreaElement>(focus)
  const uploads = useUploads()
  const written = text.trim() !== '' && !sending
  const ready = complete && !uploads.busy
  const send = async () => {
    setSending(true)
    const done = await sendAnswer(card, answerId.current, text, uploads.ids)
    setSending(false)
    if (!done) return
    if (search.focus) {
      offerUndo(card.id, answerId.current, t`Ответ уйдёт через 10 с`)
      advance(card.id)
    }
    answerId.current = newId()
    uploads.clear()
  }
  const [waiting, press] = usePatientPress({ written, ready, failed: uploads.failed, send })
  return (
    <form
      className={classes['form']}
      data-over={over || undefined}
      onSubmit={(event) => {
        event.preventDefault()
        press()
      }}
    >
      <Recipient card={card} />
      <Textarea
        ref={field}
        aria-label={t`Текст ответа`}
        placeholder={t`Напишите ответ…`}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={50_000}
        value={text}
        readOnly={waiting}
        onChange={(event) => setText(event.currentTarget.value)}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          uploads.add(filesOf(event.dataTransfer))
        }}
        onPaste={(event) => {
          const files = filesOf(event.clipboardData)
          if (files.length === 0) return
          event.preventDefault()
          uploads.add(files)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          press()
        }}
      />
      <FileChips uploads={uploads} />
      <div className={classes['foot']}>
        <Tooltip label={t`Приложить файл (можно перетащить или вставить)`}>
          <ActionIcon aria-label={t`Приложить файл`} onClick={() => input.current?.click()}>
            <IconPaperclip size={19} />
          </ActionIcon>
        </Tooltip>
        <input
          ref={input}
          type="file"
          hidden
          multiple
          aria-label={t`Файлы к ответу`}
          onChange={(event) => {
            uploads.add([...(event.currentTarget.files ?? [])])
            event.currentTarget.value = ''
          }}
        />
        <span className={classes['space']} />
        {waiting ? (
          <span className={classes['waiting']} role="status">
            <Trans>Уйдёт, как только всё загрузится</Trans>
          </span>
        ) : (
          <span className={classes['keys']} aria-hidden>
            <KeyCombination keys="Mod+Enter" />
          </span>
        )}
        <Button
          type="submit"
          disabled={!written}
          loading={sending || waiting}
          rightSection={<IconSend size={16} />}
        >
          <Trans>Отправить</Trans>
        </Button>
      </div>
    </form>
  )
}

function Recipient({ card: { author, letter } }: { card: InterestDetail }) {
  const name = author?.name
  const address = author?.email ?? letter?.from ?? ''
  const to = name !== undefined && name !== null && name !== address ? `${name} · ${address}` : address
  const subject = letter?.subject ?? ''
  return (
    <div className={classes['recipient']}>
      <span title={address}>
        <Trans>Кому: {to}</Trans>
      </span>
      {subject !== '' && (
        <span title={subject}>
          <Trans>Тема: Re: {subject}</Trans>
        </span>
      )}
    </div>
  )
}

/** The card is already gone from the screen, so the way back stands in a toast. */
function offerUndo(interestId: string, answerId: string, title: string): void {
  const undo = () => {
    const answers = queryClient.getQueryData(answersQuery(interestId).queryKey)
    const answer = answers?.items.find(({ id }) => id === answerId)
    if (answer) void cancelAnswer(interestId, answer)
  }
  showUndo({ title, onUndo: undo })
}
