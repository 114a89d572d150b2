import type { AssignmentRule } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu } from '@mantine/core'
import { Avatar, Chip, showUndo } from '@otklik/ui'
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { classWords, sourceWords } from '../interests/words.ts'
import { channelsQuery, strategyWords, useRuleChanges } from './assignment-data.ts'
import classes from './Assignment.module.css'

/** One rule in words: when it works, how it chooses, among whom. */
export function AssignmentRow({ rule, onEdit }: { rule: AssignmentRule; onEdit: (() => void) | undefined }) {
  const { i18n } = useLingui()
  return (
    <div className={classes['rule']}>
      <div className={classes['ruleWords']}>
        {onEdit ? (
          <button type="button" className={classes['open']} onClick={onEdit}>
            {rule.name}
          </button>
        ) : (
          <strong>{rule.name}</strong>
        )}
        <When rule={rule} />
      </div>
      <div className={classes['who']}>
        <Chip
          tone={rule.strategy === 'claimFirst' ? 'grey' : 'accent'}
          title={i18n._(strategyWords[rule.strategy].detail)}
        >
          {i18n._(strategyWords[rule.strategy].title)}
        </Chip>
        {rule.strategy !== 'claimFirst' && <People rule={rule} />}
      </div>
      {onEdit && <RowMenu rule={rule} onEdit={onEdit} />}
    </div>
  )
}

function When({ rule }: { rule: AssignmentRule }) {
  const { data: channels } = useQuery({ ...channelsQuery, enabled: rule.channelIds.length > 0 })
  const names = rule.channelIds.flatMap(
    (id) => channels?.items.find((channel) => channel.id === id)?.name ?? [],
  )
  const parts = [...names, ...rule.sourceTypes.map(sourceWords), ...rule.activityClasses.map(classWords)]
  return (
    <div className={classes['dimmed']}>
      {parts.length > 0 ? parts.join(' · ') : <Trans>Все карточки</Trans>}
    </div>
  )
}

const shownPeople = 5

function People({ rule }: { rule: AssignmentRule }) {
  const names = rule.members.map((member) => member.name).join(', ')
  return (
    <span className={classes['people']} title={names}>
      {rule.members.slice(0, shownPeople).map((member) => (
        <Avatar key={member.id} name={member.name} photoUrl={member.photoUrl} size={24} />
      ))}
      <span className={classes['dimmed']}>
        {rule.members.length === 1
          ? names
          : rule.members.length > shownPeople
            ? `+${rule.members.length - shownPeople}`
            : null}
      </span>
    </span>
  )
}

function RowMenu({ rule, onEdit }: { rule: AssignmentRule; onEdit: () => void }) {
  const { t } = useLingui()
  const { remove, save } = useRuleChanges()
  const { name, channelIds, sourceTypes, activityClasses, strategy, memberIds } = rule
  const again = () =>
    save.mutate({ id: null, input: { name, channelIds, sourceTypes, activityClasses, strategy, memberIds } })
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t`Действия: ${name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={onEdit}>
          {t`Изменить`}
        </Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} />}
          onClick={() =>
            remove.mutate(rule.id, {
              onSuccess: () => showUndo({ title: t`Правило «${name}» удалено`, onUndo: again }),
            })
          }
        >
          {t`Удалить`}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
