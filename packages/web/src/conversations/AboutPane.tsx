import type { ConversationDetail } from '@otklik/contract'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Skeleton } from '@mantine/core'
import { Avatar, DateTime, NetworkIcon } from '@otklik/ui'
import { IconArrowLeft, IconArrowUpRight, IconPlus, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '../api/client.ts'
import { useMe, usePermission } from '../api/session.ts'
import { safeUrl } from '../interests/safe-url.ts'
import { actionWords, networkWords, sourceWords } from '../interests/words.ts'
import { Stars } from '../interests/Stars.tsx'
import { identityWords } from '../words/people.ts'
import { useConversationControl } from './conversation-control.ts'
import { detailQuery } from './conversation-data.ts'
import { unbindObject } from './conversation-verbs.ts'
import { nameOf } from './conversation-words.ts'
import { MediaGallery } from './MediaGallery.tsx'
import classes from './About.module.css'

/** Who the person is, what the dialog is bound to, other dialogs, files: beside the thread, folded away by a press. */
export function AboutPane({ id }: { id: string }) {
  const { t } = useLingui()
  const { toggleAbout } = useConversationControl()
  const me = useMe().member?.id
  const { data: conversation } = useQuery(detailQuery(id))
  if (!conversation) return <Skeleton height={120} m="md" w="auto" />
  const name = nameOf(conversation, me)
  return (
    <>
      <header className={classes['head']}>
        <ActionIcon className={classes['back'] ?? ''} aria-label={t`К переписке`} onClick={toggleAbout}>
          <IconArrowLeft size={20} />
        </ActionIcon>
        <Avatar name={name} photoUrl={conversation.person?.photoUrl} size={46} />
        <div className={classes['headWords']}>
          <h2>{name}</h2>
          {conversation.sourceType !== null && (
            <span className={classes['pair']}>
              <NetworkIcon network={conversation.sourceType} size={15} />
              {sourceWords(conversation.sourceType)}
              {conversation.channel && ` · ${conversation.channel.name}`}
            </span>
          )}
        </div>
      </header>
      {conversation.person && (
        <Person contactId={conversation.person.contactId} interestId={conversation.interestId} />
      )}
      <Session conversation={conversation} />
      <Colleagues conversation={conversation} />
      <Bindings conversation={conversation} />
      <Others conversation={conversation} />
      <MediaGallery id={conversation.id} />
    </>
  )
}

function Person({ contactId, interestId }: { contactId: string; interestId: string | null }) {
  const { t } = useLingui()
  const { data, isError } = useQuery({
    queryKey: ['dialogs', 'person', contactId, interestId],
    queryFn: ({ signal }) =>
      api.contacts.panel(
        { id: contactId, ...(interestId !== null && { exceptInterestId: interestId }) },
        { signal },
      ),
  })
  if (isError) return null
  if (!data) return <Skeleton height={72} m="md" w="auto" />
  const { interestCount, earlier } = data
  return (
    <section className={classes['part']} aria-label={t`О человеке`}>
      <h3>
        {earlier.length === 0 ? (
          <Trans>Первое обращение</Trans>
        ) : (
          <Trans>
            Не в первый раз:{' '}
            <Plural
              value={interestCount}
              one="# отклик"
              few="# отклика"
              many="# откликов"
              other="# отклика"
            />
          </Trans>
        )}
      </h3>
      <div className={classes['ways']}>
        {data.identities.map((identity) => {
          const url = safeUrl(identity.profileUrl)
          const words = identityWords(identity)
          return (
            <span key={`${identity.network}-${identity.externalId}`} className={classes['pair']}>
              <NetworkIcon network={identity.network} size={15} title={networkWords(identity.network)} />
              {url === undefined ? (
                words
              ) : (
                <a href={url} target="_blank" rel="noopener noreferrer">
                  {words}
                </a>
              )}
            </span>
          )
        })}
        {data.emails.map((email) => (
          <a key={email} href={`mailto:${email}`}>
            {email}
          </a>
        ))}
        {data.phones.map((phone) => (
          <a key={phone} href={`tel:${phone}`}>
            {phone}
          </a>
        ))}
      </div>
      {earlier.slice(0, 5).map(({ interest, answerText }) => (
        <Link
          key={interest.id}
          to="/feed"
          search={{ card: interest.id }}
          className={classes['earlier'] ?? ''}
        >
          <span className={classes['earlierWords']}>
            {interest.text === '' ? actionWords(interest.action) : interest.text}
          </span>
          <span className={classes['dim']}>
            <DateTime value={interest.occurredAt} />
            {answerText === null ? '' : ` · ${answerText}`}
          </span>
        </Link>
      ))}
    </section>
  )
}

/** Card of the present session, where it came from, how it ended. */
function Session({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useLingui()
  const { interestId, campaign, rating, review, closed } = conversation
  if (interestId === null && campaign === null && !rating && !review && !closed) return null
  return (
    <section className={classes['part']} aria-label={t`Обращение`}>
      <h3>{t`Обращение`}</h3>
      {interestId !== null && (
        <Link to="/feed" search={{ card: interestId }} className={classes['pair'] ?? ''}>
          <Trans>Карточка в ленте</Trans>
          <IconArrowUpRight size={14} />
        </Link>
      )}
      {campaign !== null && (
        <p>
          <Trans>Пришёл по метке: {campaign}</Trans>
        </p>
      )}
      {closed && (
        <p>
          <Trans>
            Закрыт <DateTime value={closed.at} />
          </Trans>
          {closed.reason !== null && `: ${closed.reason}`}
        </p>
      )}
      {rating && (
        <p className={classes['pair']}>
          <Trans>Оценка клиента</Trans> <Stars value={rating.stars} />
        </p>
      )}
      {review && (
        <p>
          <span className={classes['pair']}>
            <Trans>Качество</Trans> <Stars value={review.score} />
          </span>{' '}
          {review.note}
          <span className={classes['dim']}> {review.by.name}</span>
        </p>
      )}
    </section>
  )
}

function Colleagues({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useLingui()
  if (conversation.colleagues.length === 0) return null
  return (
    <section className={classes['part']} aria-label={t`Участники`}>
      <h3>{t`Участники`}</h3>
      {conversation.colleagues.map((member) => (
        <span key={member.id} className={classes['pair']}>
          <Avatar name={member.name} photoUrl={member.photoUrl} size={24} />
          {member.name}
        </span>
      ))}
    </section>
  )
}

/** R231: what the dialog is bound to. */
function Bindings({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useLingui()
  const { ask } = useConversationControl()
  const mayWork = usePermission('conversations.work')
  const kinds = {
    interest: t`Карточка`,
    contact: t`Контакт`,
    company: t`Компания`,
    deal: t`Сделка`,
    request: t`Заявка`,
    task: t`Задача`,
  }
  if (conversation.kind === 'colleague') return null
  return (
    <section className={classes['part']} aria-label={t`Привязано`}>
      <div className={classes['partHead']}>
        <h3>{t`Привязано`}</h3>
        {mayWork && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => ask('bind', conversation)}
          >
            <Trans>Привязать</Trans>
          </Button>
        )}
      </div>
      {conversation.bindings.length === 0 && (
        <p className={classes['dim']}>
          <Trans>Пока ничего. Можно привязать карточки из ленты.</Trans>
        </p>
      )}
      {conversation.bindings.map((binding) => (
        <div key={binding.id} className={classes['binding']}>
          <span className={classes['earlierWords']}>
            <span className={classes['dim']}>{kinds[binding.kind]}: </span>
            {binding.kind === 'interest' ? (
              <Link to="/feed" search={{ card: binding.objectId }}>
                {binding.title ?? t`удалено`}
              </Link>
            ) : (
              (binding.title ?? t`удалено`)
            )}
          </span>
          {mayWork && (
            <ActionIcon
              size="sm"
              aria-label={t`Отвязать: ${binding.title ?? ''}`}
              onClick={() => void unbindObject(conversation.id, binding)}
            >
              <IconX size={14} />
            </ActionIcon>
          )}
        </div>
      ))}
    </section>
  )
}

/** R229: one click to another dialog of the same person. */
function Others({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useLingui()
  const { open } = useConversationControl()
  if (conversation.others.length === 0) return null
  return (
    <section className={classes['part']} aria-label={t`Другие диалоги`}>
      <h3>{t`Другие диалоги`}</h3>
      {conversation.others.map((other) => (
        <button key={other.id} type="button" className={classes['other']} onClick={() => open(other.id)}>
          {other.sourceType !== null && <NetworkIcon network={other.sourceType} size={16} />}
          <span className={classes['earlierWords']}>{other.channelName}</span>
          <DateTime value={other.lastMessageAt} className={classes['dim'] ?? ''} />
        </button>
      ))}
    </section>
  )
}
