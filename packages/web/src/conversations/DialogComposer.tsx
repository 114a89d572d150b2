import type { ConversationDetail } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { PillTabs } from '@otklik/ui'
import { IconHandGrab, IconRotate } from '@tabler/icons-react'
import { useState } from 'react'
import type { ComposerPlace, ComposerTask } from './conversation-control.ts'
import { acceptConversation, reopenConversation } from './conversation-verbs.ts'
import { gateWords } from './conversation-words.ts'
import { MessageForm } from './MessageForm.tsx'
import { NoteForm } from './NoteForm.tsx'
import { OtherWays } from './OtherWays.tsx'
import type { Onlooker } from './use-live-dialog.ts'
import { WindowClock } from './WindowClock.tsx'
import classes from './DialogComposer.module.css'

export interface DialogComposerProps {
  conversation: ConversationDetail
  place: { at: ComposerPlace } | undefined
  task: ComposerTask | undefined
  dropTask: () => void
  others: readonly Onlooker[]
  onWriting: () => void
}

/** How one answers here: to the person, or a yellow note for colleagues. When writing is closed it says why and what remains. */
export function DialogComposer(props: DialogComposerProps) {
  const { conversation, place, task } = props
  const { t } = useLingui()
  const [tab, setTab] = useState<ComposerPlace>(place?.at ?? 'message')
  const [seen, setSeen] = useState<{ place: typeof place; task: typeof task }>({ place, task })
  if (place !== seen.place || task !== seen.task) {
    setSeen({ place, task })
    if (place && place !== seen.place) setTab(place.at)
    if (task) setTab('message')
  }
  const isNote = tab === 'note'
  const tabs = [
    { value: 'message' as const, label: conversation.kind === 'colleague' ? t`Сообщение` : t`Ответ` },
    { value: 'note' as const, label: t`Заметка` },
  ]
  return (
    <section
      className={classes['composer']}
      data-note={isNote || undefined}
      data-writing-at-bottom
      aria-label={t`Ответ и заметки`}
    >
      {conversation.kind !== 'colleague' && (
        <div className={classes['tabs']}>
          <PillTabs label={t`Что написать`} tabs={tabs} value={tab} onChange={setTab} />
          {!isNote && <WindowClock until={conversation.writing.windowUntil} />}
        </div>
      )}
      {isNote ? (
        <NoteForm
          conversation={conversation}
          focus={place?.at === 'note' ? place : undefined}
          onWriting={props.onWriting}
        />
      ) : (
        <Reply {...props} />
      )}
    </section>
  )
}

function Reply(props: DialogComposerProps) {
  const { conversation, place } = props
  const { code, holder } = conversation.writing
  const [busy, setBusy] = useState(false)
  if (code === 'ok') return <MessageForm {...props} focus={place?.at === 'message' ? place : undefined} />
  const words = gateWords(conversation.writing)
  if (code === 'accept_first') {
    const accept = () => {
      setBusy(true)
      void acceptConversation(conversation).finally(() => setBusy(false))
    }
    return (
      <div className={classes['gate']}>
        <Button size="md" fullWidth loading={busy} leftSection={<IconHandGrab size={18} />} onClick={accept}>
          <Trans>Принять диалог</Trans>
        </Button>
        <p>{words}</p>
      </div>
    )
  }
  return (
    <div className={classes['gate']} role="note">
      <p>
        {words}
        {holder && (
          <>
            {' '}
            <Trans>
              Ведёт: <strong>{holder.name}</strong>.
            </Trans>
          </>
        )}
      </p>
      {code === 'closed' && (
        <Button
          variant="default"
          leftSection={<IconRotate size={16} />}
          onClick={() => void reopenConversation(conversation)}
        >
          <Trans>Открыть снова</Trans>
        </Button>
      )}
      {(code === 'window_closed' || code === 'forbidden_by_person' || code === 'client_must_write_first') && (
        <OtherWays conversation={conversation} />
      )}
    </div>
  )
}
