import type { ConversationDetail } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import { Avatar, Chip, showNotice } from '@otklik/ui'
import {
  IconArrowLeft,
  IconBan,
  IconCheck,
  IconDots,
  IconDownload,
  IconExternalLink,
  IconFlag,
  IconInfoCircle,
  IconLink,
  IconMoon,
  IconPrinter,
  IconRotate,
  IconStar,
  IconUserShare,
  IconUserX,
} from '@tabler/icons-react'
import { useMe, usePermission } from '../api/session.ts'
import { safeUrl } from '../interests/safe-url.ts'
import { useConversationControl } from './conversation-control.ts'
import {
  askRating,
  closeConversation,
  releaseConversation,
  reopenConversation,
  unsnoozeConversation,
} from './conversation-verbs.ts'
import { nameOf, whyResponsible } from './conversation-words.ts'
import { printDialog, saveAsText } from './export-dialog.ts'
import classes from './Conversations.module.css'

/** Over the thread: back to the list, who this is, and what is done with the whole dialog. */
export function DialogBar({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useLingui()
  const { ask, toggleAbout } = useConversationControl()
  const me = useMe().member?.id
  const mayWork = usePermission('conversations.work')
  const { state, unansweredSince, snoozedUntil, kind, person } = conversation
  const outer = kind !== 'colleague'
  const name = nameOf(conversation, me)
  return (
    <div className={classes['bar']} role="toolbar" aria-label={t`Действия с диалогом`}>
      <Back />
      <button type="button" className={classes['who']} onClick={toggleAbout} title={t`О человеке`}>
        <Avatar name={name} photoUrl={person?.photoUrl} size={34} />
        <span className={classes['whoWords']}>
          <strong>{name}</strong>
          <Responsible conversation={conversation} />
        </span>
      </button>
      {state === 'new' && (
        <span className={classes['wide']}>
          <Chip tone="blue">{t`новый`}</Chip>
        </span>
      )}
      {outer && mayWork && (
        <>
          {state === 'closed' ? (
            <Button
              size="compact-md"
              variant="default"
              leftSection={<IconRotate size={16} />}
              onClick={() => void reopenConversation(conversation)}
            >
              <Trans>Открыть снова</Trans>
            </Button>
          ) : (
            <>
              <Tooltip label={snoozedUntil === null ? t`Отложить (S)` : t`Вернуть сейчас`}>
                <ActionIcon
                  aria-label={snoozedUntil === null ? t`Отложить` : t`Вернуть сейчас`}
                  variant={snoozedUntil === null ? 'subtle' : 'light'}
                  onClick={() =>
                    snoozedUntil === null
                      ? ask('snooze', conversation)
                      : void unsnoozeConversation(conversation)
                  }
                >
                  <IconMoon size={19} />
                </ActionIcon>
              </Tooltip>
              {unansweredSince !== null && (
                <Tooltip label={t`Ответ не нужен (Shift+E)`}>
                  <ActionIcon
                    aria-label={t`Ответ не нужен`}
                    onClick={() => ask('noReplyNeeded', conversation)}
                  >
                    <IconBan size={19} />
                  </ActionIcon>
                </Tooltip>
              )}
              <Tooltip label={t`Закрыть диалог (E)`}>
                <ActionIcon
                  aria-label={t`Закрыть диалог`}
                  onClick={() =>
                    unansweredSince === null
                      ? void closeConversation(conversation)
                      : ask('close', conversation)
                  }
                >
                  <IconCheck size={19} />
                </ActionIcon>
              </Tooltip>
            </>
          )}
        </>
      )}
      <Tooltip label={t`О человеке`}>
        <ActionIcon className={classes['wide'] ?? ''} aria-label={t`О человеке`} onClick={toggleAbout}>
          <IconInfoCircle size={19} />
        </ActionIcon>
      </Tooltip>
      <More conversation={conversation} outer={outer} />
    </div>
  )
}

/** While there is nothing to show, the way back remains. */
export function DialogBarBare() {
  return (
    <div className={classes['bar']}>
      <Back />
    </div>
  )
}

function Back() {
  const { t } = useLingui()
  const { close } = useConversationControl()
  return (
    <ActionIcon className={classes['back'] ?? ''} aria-label={t`К списку`} onClick={close}>
      <IconArrowLeft size={20} />
    </ActionIcon>
  )
}

function Responsible({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useLingui()
  const { channel, responsible, accepted, responsibleReason, kind, colleagues } = conversation
  if (kind === 'colleague') return <small>{t`Коллеги: ${colleagues.length}`}</small>
  const who = responsible
    ? accepted
      ? t`ведёт ${responsible.name}`
      : t`назначено: ${responsible.name}, ещё не принято`
    : t`никто не принял`
  return (
    <small title={whyResponsible(responsibleReason)}>
      {[channel?.name, who].filter(Boolean).join(' · ')}
    </small>
  )
}

function More({ conversation, outer }: { conversation: ConversationDetail; outer: boolean }) {
  const { t } = useLingui()
  const { ask } = useConversationControl()
  const me = useMe().member?.id
  const mayWork = usePermission('conversations.work')
  const mayAssign = usePermission('conversations.assign')
  const mayReview = usePermission('conversations.review')
  const source = safeUrl(conversation.sourceUrl)
  const copyLink = () => {
    const address = `${window.location.origin}/conversations?dialog=${conversation.id}`
    void navigator.clipboard.writeText(address).then(() => showNotice({ title: t`Ссылка скопирована` }))
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t`Ещё`}>
          <IconDots size={19} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {outer && mayAssign && (
          <Menu.Item leftSection={<IconUserShare size={16} />} onClick={() => ask('assign', conversation)}>
            <Trans>Передать коллеге</Trans>
          </Menu.Item>
        )}
        {outer && mayWork && conversation.responsible?.id === me && (
          <Menu.Item
            leftSection={<IconUserX size={16} />}
            onClick={() => void releaseConversation(conversation)}
          >
            <Trans>Вернуть в общие</Trans>
          </Menu.Item>
        )}
        {outer && mayWork && conversation.state === 'closed' && (
          <Menu.Item leftSection={<IconStar size={16} />} onClick={() => void askRating(conversation)}>
            <Trans>Попросить об оценке</Trans>
          </Menu.Item>
        )}
        {outer && mayReview && (
          <Menu.Item leftSection={<IconFlag size={16} />} onClick={() => ask('review', conversation)}>
            <Trans>Оценить работу</Trans>
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconDownload size={16} />} onClick={() => void saveAsText(conversation)}>
          <Trans>Сохранить как текст</Trans>
        </Menu.Item>
        <Menu.Item leftSection={<IconPrinter size={16} />} onClick={() => void printDialog(conversation)}>
          <Trans>Печать или PDF</Trans>
        </Menu.Item>
        <Menu.Item leftSection={<IconLink size={16} />} onClick={copyLink}>
          <Trans>Скопировать ссылку</Trans>
        </Menu.Item>
        {source !== undefined && (
          <Menu.Item
            component="a"
            href={source}
            target="_blank"
            rel="noopener noreferrer"
            leftSection={<IconExternalLink size={16} />}
          >
            <Trans>Открыть в сети</Trans>
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
