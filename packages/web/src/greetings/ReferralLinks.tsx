import type { GreetingRule, ReferralLink } from '@otklik/contract'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, CopyButton, Select, TextInput } from '@mantine/core'
import { Chip, ErrorState, SkeletonRows, showNotice } from '@otklik/ui'
import { IconCheck, IconCopy, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { describeProblem } from '../api/problems.ts'
import { usePermission } from '../api/session.ts'
import { SettingsPart } from '../settings/SettingsPage.tsx'
import { linksQuery, useCreateLink, useRemoveLink } from './greetings-data.ts'
import classes from './Greetings.module.css'

/** Links with a code of their own: who came by which (R072). */
export function ReferralLinks({ rules }: { rules: readonly GreetingRule[] }) {
  const { t } = useLingui()
  const links = useQuery(linksQuery)
  const mayManage = usePermission('rules.manage')
  return (
    <SettingsPart
      title={t`Реферальные ссылки`}
      lead={<Trans>Кто пришёл по ссылке и написал, тот посчитан: видно, откуда человек.</Trans>}
    >
      {mayManage && <NewLink rules={rules.filter(({ makesLinks }) => makesLinks)} />}
      {links.isPending && <SkeletonRows count={2} height={56} />}
      {links.isError && (
        <ErrorState title={describeProblem(links.error).title} onRetry={() => void links.refetch()} />
      )}
      {links.data && links.data.items.length > 0 && (
        <ul className={classes['list']} aria-label={t`Реферальные ссылки`}>
          {links.data.items.map((link) => (
            <Row key={link.id} link={link} mayManage={mayManage} />
          ))}
        </ul>
      )}
    </SettingsPart>
  )
}

function NewLink({ rules }: { rules: readonly GreetingRule[] }) {
  const { t } = useLingui()
  const create = useCreateLink()
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const channelId = chosen ?? rules[0]?.channelId
  if (channelId === undefined)
    return (
      <p className={classes['detail']}>
        <Trans>Ни один из подключённых каналов не умеет таких ссылок.</Trans>
      </p>
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate(
      { channelId, name: name.trim() },
      {
        onSuccess: (link) => {
          setName('')
          showNotice({ tone: 'green', title: t`Ссылка «${link.name}» готова` })
        },
      },
    )
  }
  return (
    <form className={classes['tools']} onSubmit={submit}>
      <TextInput
        label={t`Название ссылки`}
        placeholder={t`Флаер, май`}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={t`Канал`}
        allowDeselect={false}
        value={channelId}
        onChange={setChosen}
        data={rules.map((rule) => ({ value: rule.channelId, label: rule.channelName }))}
      />
      <Button
        type="submit"
        disabled={name.trim() === ''}
        loading={create.isPending}
        leftSection={<IconPlus size={16} />}
      >
        <Trans>Сделать ссылку</Trans>
      </Button>
    </form>
  )
}

function Row({ link, mayManage }: { link: ReferralLink; mayManage: boolean }) {
  const { t } = useLingui()
  const remove = useRemoveLink()
  const { id, name, url, code, people, channelName } = link
  return (
    <li className={classes['row']}>
      <div className={classes['words']}>
        <strong>{name}</strong>
        <span className={classes['detail']}>
          {channelName} · {url ?? code}
        </span>
      </div>
      <div className={classes['signs']}>
        <Chip tone={people > 0 ? 'green' : 'grey'}>
          <Plural value={people} one="# человек" few="# человека" many="# человек" other="# человека" />
        </Chip>
        {url !== null && <Copy value={url} name={name} />}
        {mayManage && (
          <ActionIcon
            variant="subtle"
            aria-label={t`Убрать ссылку ${name}`}
            title={t`Убрать из списка: кто придёт по ней, всё равно посчитан`}
            loading={remove.isPending}
            onClick={() => remove.mutate(id)}
          >
            <IconTrash size={18} />
          </ActionIcon>
        )}
      </div>
    </li>
  )
}

function Copy({ value, name }: { value: string; name: string }) {
  const { t } = useLingui()
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <ActionIcon
          variant="subtle"
          aria-label={copied ? t`Скопировано` : t`Скопировать ссылку ${name}`}
          onClick={copy}
        >
          {copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
        </ActionIcon>
      )}
    </CopyButton>
  )
}
