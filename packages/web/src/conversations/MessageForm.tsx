import type { ConversationDetail } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Textarea } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useDraft } from '../interests/drafts.ts'
import { filesOf } from '../interests/uploads.ts'
import { FileChips } from '../interests/card/FileChips.tsx'
import { useFocusOn } from '../interests/card/use-focus-on.ts'
import { usePatientPress } from '../interests/card/use-patient-press.ts'
import { useUploads } from '../interests/card/use-uploads.ts'
import { newId } from '../interests/answer-verbs.ts'
import { useMe } from '../api/session.ts'
import type { ComposerTask } from './conversation-control.ts'
import { CollisionStrip, ComposerTools } from './ComposerTools.tsx'
import { isSendPress, useEnterSends } from './enter-sends.ts'
import { limitProblem } from './limits.ts'
import { Limits, limitWords } from './Limits.tsx'
import { editMessage, sendMessage } from './message-verbs.ts'
import { SendMenu } from './SendMenu.tsx'
import { TaskStrip } from './TaskStrip.tsx'
import { TemplatePicker } from './TemplatePicker.tsx'
import { useCollision } from './use-collision.ts'
import { useTypingSignal } from './use-typing-signal.ts'
import type { Onlooker } from './use-live-dialog.ts'
import classes from './DialogComposer.module.css'

interface MessageFormProps {
  conversation: ConversationDetail
  focus: object | undefined
  task: ComposerTask | undefined
  dropTask: () => void
  others: readonly Onlooker[]
  onWriting: () => void
}

/** Words to the person: kept as a draft, files by button, drop and paste, now or later. */
export function MessageForm({ conversation, focus, task, dropTask, others, onWriting }: MessageFormProps) {
  const { t } = useLingui()
  const { id, limits } = conversation
  const me = useMe().member?.id
  const enterSends = useEnterSends()
  const [draft, setDraft] = useDraft('answer', id)
  const [edited, setEdited] = useEdited(task)
  const [sending, setSending] = useState(false)
  const [over, setOver] = useState(false)
  const messageId = useRef(newId())
  const sendAt = useRef<string | null>(null)
  const templateId = useRef<string | null>(null)
  const [picking, setPicking] = useState(false)
  const field = useFocusOn<HTMLTextAreaElement>(focus ?? task)
  const uploads = useUploads()
  const editing = task?.kind === 'edit' ? task.message : undefined
  const text = editing ? edited : draft
  const collision = useCollision({ conversation, others, me, written: text !== '' && !editing })
  const sayTyping = useTypingSignal(conversation)
  const problem = limitWords(limitProblem(limits, { text, files: uploads.files }))
  const written = (text.trim() !== '' || uploads.files.length > 0) && !sending && problem === undefined
  const send = async () => {
    setSending(true)
    const done = editing
      ? await editMessage(editing, text.trim())
      : await sendMessage(id, {
          messageId: messageId.current,
          kind: 'message',
          text: text.trim(),
          fileIds: uploads.ids,
          replyToId: task?.kind === 'quote' ? task.message.id : null,
          sendAt: sendAt.current,
          mentionIds: [],
          templateId: templateId.current,
        })
    setSending(false)
    sendAt.current = null
    if (!done) return
    dropTask()
    if (editing) return
    setDraft('')
    messageId.current = newId()
    templateId.current = null
    uploads.clear()
  }
  const [waiting, pressNow] = usePatientPress({ written, ready: !uploads.busy, failed: uploads.failed, send })
  const press = (later: string | null = null) => {
    sendAt.current = later
    if (collision.ask()) return
    pressNow()
  }
  const type = (next: string) => {
    if (editing) return setEdited(next)
    if (next === '/' && draft === '') return setPicking(true)
    setDraft(next)
    onWriting()
    sayTyping()
  }
  return (
    <form
      className={classes['form']}
      data-over={over || undefined}
      onSubmit={(event) => {
        event.preventDefault()
        press()
      }}
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
    >
      <TaskStrip task={task} conversation={conversation} onDrop={dropTask} />
      <Textarea
        ref={field}
        aria-label={editing ? t`Новые слова сообщения` : t`Текст ответа`}
        placeholder={t`Напишите ответ…`}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={50_000}
        value={text}
        readOnly={waiting}
        error={problem}
        onChange={(event) => type(event.currentTarget.value)}
        onPaste={(event) => {
          const files = filesOf(event.clipboardData)
          if (files.length === 0) return
          event.preventDefault()
          uploads.add(files)
        }}
        onKeyDown={(event) => {
          if (!isSendPress(event, enterSends)) return
          event.preventDefault()
          press()
        }}
      />
      <FileChips uploads={uploads} />
      <CollisionStrip words={collision.words} onAllow={() => collision.allow(pressNow)} />
      {picking && (
        <TemplatePicker
          conversation={conversation}
          written={draft}
          onClose={() => setPicking(false)}
          onPicked={(rendered) => {
            setPicking(false)
            templateId.current = rendered.templateId
            setDraft(draft.trim() === '' ? rendered.text : `${draft.trimEnd()}\n${rendered.text}`)
            uploads.adopt(rendered.files)
          }}
        />
      )}
      <div className={classes['foot']}>
        {!editing && (
          <ComposerTools
            takesFiles={limits === null || limits.files > 0}
            onTemplates={() => setPicking(true)}
            onFiles={uploads.add}
          />
        )}
        <Limits limits={limits} length={text.length} files={uploads.files.length} />
        <span className={classes['space']} />
        {waiting && (
          <span className={classes['dim']} role="status">
            <Trans>Уйдёт, как только всё загрузится</Trans>
          </span>
        )}
        <Button.Group>
          <Button
            type="submit"
            disabled={!written}
            loading={sending || waiting}
            rightSection={<IconSend size={16} />}
          >
            {editing ? <Trans>Сохранить</Trans> : <Trans>Отправить</Trans>}
          </Button>
          {!editing && <SendMenu disabled={!written || sending || waiting} onLater={press} />}
        </Button.Group>
      </div>
    </form>
  )
}

/** The words being changed begin as they were. */
function useEdited(task: ComposerTask | undefined): [string, (text: string) => void] {
  const [words, setWords] = useState('')
  const [seen, setSeen] = useState<ComposerTask>()
  if (task !== seen) {
    setSeen(task)
    if (task?.kind === 'edit') setWords(task.message.text)
  }
  return [words, setWords]
}
