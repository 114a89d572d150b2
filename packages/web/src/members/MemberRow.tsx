import { Select } from '@mantine/core'
import { useLingui } from '@lingui/react/macro'
import { roles, type Member, type Role } from '@otklik/contract'
import { Avatar, Chip, RelativeTime } from '@otklik/ui'
import { useMe } from '../api/session.ts'
import { MemberMenu } from './MemberMenu.tsx'
import { useUpdateMember } from './members.queries.ts'
import { PresenceWords } from './PresenceWords.tsx'
import { useRoleWords } from './role-words.ts'
import classes from './Members.module.css'
import rowClasses from '../settings/Settings.module.css'

/** A colleague: who, whether here, with what role, how many open cards. */
export function MemberRow({ member, mayManage }: { member: Member; mayManage: boolean }) {
  const { t } = useLingui()
  const me = useMe()
  const roleWords = useRoleWords()
  const update = useUpdateMember()
  const { name, email, lastSeenAt, disabledAt, openCount, twoFactor } = member
  const isMe = member.id === me.member?.id
  const mayChange =
    mayManage && disabledAt === null && (member.role !== 'owner' || me.member?.role === 'owner')
  const offered = roles.filter((role) => role !== 'owner' || me.member?.role === 'owner')
  return (
    <li className={`${rowClasses['row']} ${classes['member']}`} data-off={disabledAt !== null || undefined}>
      <Avatar name={name} size={36} />
      <div className={rowClasses['rowWords']}>
        <strong>
          {name}
          {isMe && <span className={classes['me']}> {t`(вы)`}</span>}
        </strong>
        <small>{email}</small>
      </div>
      <div className={classes['facts']}>
        {disabledAt === null ? (
          <PresenceWords member={member} />
        ) : (
          <Chip tone="grey">{t`доступ закрыт`}</Chip>
        )}
        <span>{openCount > 0 && <Chip tone="blue">{t`в работе: ${openCount}`}</Chip>}</span>
        <span>{twoFactor && <Chip tone="green">{t`второй шаг`}</Chip>}</span>
        <span className={classes['seen']}>{lastSeenAt !== null && <RelativeTime value={lastSeenAt} />}</span>
      </div>
      {mayChange ? (
        <Select
          className={classes['role']}
          aria-label={t`Роль: ${name}`}
          size="xs"
          allowDeselect={false}
          data={offered.map((role) => ({ value: role, label: roleWords(role).name }))}
          value={update.isPending ? (update.variables.role ?? member.role) : member.role}
          onChange={(role) => isRole(role) && role !== member.role && update.mutate({ id: member.id, role })}
        />
      ) : (
        <span className={classes['role']}>{roleWords(member.role).name}</span>
      )}
      {mayManage && <MemberMenu member={member} />}
    </li>
  )
}

function isRole(value: string | null): value is Role {
  return roles.some((role) => role === value)
}
