import type { ConversationDetail, Message } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Avatar, DateTime, formatTime, useLocale } from '@otklik/ui'
import { IconFlag, IconLock, IconX } from '@tabler/icons-react'
import { memo } from 'react'
import { usePermission } from '../api/session.ts'
import type { ComposerTask } from './conversation-control.ts'
import { authorName, nameOf, systemWords } from './conversation-words.ts'
import { DeliveryLine } from './DeliveryLine.tsx'
import { EditedWords } from './EditedWords.tsx'
import { MessageFiles } from './MessageFiles.tsx'
import { MessageMenu } from './MessageMenu.tsx'
import { unmarkMessage } from './message-verbs.ts'
import { withLinks } from './with-links.tsx'
import classes from './Thread.module.css'

interface MessageViewProps {
  message: Message
  /** The same author wrote a moment ago. */
  follows: boolean
  /** It was searched for. */
  found: boolean
  conversation: ConversationDetail
  onTask: (task: ComposerTask) => void
}

/** One message: theirs at the left, ours at the right, notes in yellow, lines of the program in the middle. */
export const MessageView = memo(function MessageView(props: MessageViewProps) {
  const { message, follows, found, conversation } = props
  const { t } = useLingui()
  if (message.direction === 'system') return <SystemLine message={message} />
  const { author, direction } = message
  const ours = direction === 'out'
  const name = authorName(author, conversation)
  const named = !follows && (direction !== 'in' || conversation.kind !== 'private')
  return (
    <article
      className={classes['message']}
      data-message={message.id}
      data-direction={direction}
      data-follows={follows || undefined}
      data-found={found || undefined}
      aria-label={direction === 'note' ? t`Заметка: ${name}` : name}
    >
      {!ours && (
        <span className={classes['face']}>
          {!follows && <Avatar name={name} photoUrl={author.photoUrl} size={30} />}
        </span>
      )}
      <div className={classes['bubble']} data-removed={message.removed !== null || undefined}>
        {named && (
          <div className={classes['author']}>
            {direction === 'note' && <IconLock size={13} />}
            {name}
            {author.kind === 'outside' && (
              <span className={classes['dim']}>
                <Trans>не из Отклика</Trans>
              </span>
            )}
          </div>
        )}
        <Quote message={message} conversation={conversation} />
        {message.removed && <RemovedLine removed={message.removed} />}
        {message.text !== '' && <div className={classes['text']}>{withLinks(message.text)}</div>}
        <MessageFiles files={message.attachments} />
        <Fields message={message} />
        <Foot message={message} />
        <DeliveryLine message={message} undoSeconds={conversation.undoSeconds} />
        <Marks message={message} />
      </div>
      <MessageMenu {...props} />
    </article>
  )
})

function SystemLine({ message }: { message: Message }) {
  return (
    <p className={classes['system']} data-message={message.id}>
      {systemWords(message.reason)} · <DateTime value={message.occurredAt} />
    </p>
  )
}

function Quote({ message: { replyTo }, conversation }: Pick<MessageViewProps, 'message' | 'conversation'>) {
  if (!replyTo) return null
  const { authorName: given, messageId } = replyTo
  const nameless = given === '' && messageId !== null && conversation.kind === 'private'
  return (
    <blockquote className={classes['quote']}>
      <strong>{nameless ? nameOf(conversation) : given}</strong>
      <span>{replyTo.text === '' ? <Trans>сообщение без слов</Trans> : replyTo.text}</span>
    </blockquote>
  )
}

function RemovedLine({ removed }: { removed: NonNullable<Message['removed']> }) {
  return (
    <div className={classes['removed']}>
      {removed.by === 'us' ? (
        <Trans>Удалено нами, человек его не видит</Trans>
      ) : (
        <Trans>Удалено в сети, слова сохранены здесь</Trans>
      )}{' '}
      · <DateTime value={removed.at} />
    </div>
  )
}

function Fields({ message: { fields } }: { message: Message }) {
  if (fields.length === 0) return null
  return (
    <dl className={classes['fields']}>
      {fields.map(({ name, value }) => (
        <div key={`${name} ${value}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Foot({ message }: { message: Message }) {
  const settings = useLocale()
  const moment = new Date(message.occurredAt)
  return (
    <div className={classes['foot']}>
      {message.editedAt !== null && <EditedWords message={message} />}
      <time dateTime={message.occurredAt}>{formatTime(moment, settings)}</time>
    </div>
  )
}

/** R188: where the talk went wrong. */
function Marks({ message }: { message: Message }) {
  const { t } = useLingui()
  const mayReview = usePermission('conversations.review')
  return message.marks.map((mark) => (
    <div key={mark.id} className={classes['mark']}>
      <IconFlag size={14} />
      <span>
        {mark.words} <span className={classes['markBy']}>{mark.by.name}</span>
      </span>
      {mayReview && (
        <button
          type="button"
          className={classes['tiny']}
          aria-label={t`Снять отметку`}
          onClick={() => void unmarkMessage(message, mark)}
        >
          <IconX size={13} />
        </button>
      )}
    </div>
  ))
}
