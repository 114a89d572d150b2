import type { MailRule } from '@otklik/contract'
import { Plural, useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu, Switch } from '@mantine/core'
import { Chip, showUndo } from '@otklik/ui'
import { IconCopy, IconDots, IconHistory, IconPencil, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { catalogueQuery, teamQuery } from '../interests/pick-lists.ts'
import { actionsInWords, conditionsInWords } from './rule-words.ts'
import { useMailRuleChanges } from './rules-data.ts'
import classes from './MailRules.module.css'

interface RuleRowProps {
  rule: MailRule
  mayManage: boolean
  onPast: () => void
}

/** A rule in words: when, what then, is it on. */
export function RuleRow({ rule, mayManage, onPast }: RuleRowProps) {
  const { t } = useLingui()
  const { enable } = useMailRuleChanges()
  const { name } = rule
  return (
    <div className={classes['rule']} data-off={!rule.enabled || undefined}>
      <div className={classes['ruleWords']}>
        {mayManage ? (
          <Link
            className={classes['ruleName'] ?? ''}
            to="/settings/mail-rules/$ruleId"
            params={{ ruleId: rule.id }}
          >
            {name}
          </Link>
        ) : (
          <strong>{name}</strong>
        )}
        <div className={classes['dimmed']}>{conditionsInWords(rule)}</div>
        <Then rule={rule} />
      </div>
      <Switch
        aria-label={t`Включено: ${name}`}
        checked={rule.enabled}
        disabled={!mayManage || enable.isPending}
        onChange={(event) => enable.mutate({ id: rule.id, enabled: event.currentTarget.checked })}
      />
      {mayManage && <RowMenu rule={rule} onPast={onPast} />}
    </div>
  )
}

function Then({ rule }: { rule: MailRule }) {
  const { t } = useLingui()
  const { productId, memberId } = rule.actions
  const { data: catalogue } = useQuery({ ...catalogueQuery(''), enabled: productId !== null })
  const { data: team } = useQuery({ ...teamQuery, enabled: memberId !== null })
  const words = actionsInWords(rule.actions, {
    product: catalogue?.items.find((product) => product.id === productId)?.name,
    member: team?.items.find((member) => member.id === memberId)?.name,
  })
  const past = rule.lastApplication
  return (
    <div className={classes['then']}>
      <span>→ {words || t`Только отметить, что подошло`}</span>
      {past && !past.undone && past.changed > 0 && (
        <Chip tone="blue" title={t`Применено к прошлым письмам, можно вернуть`}>
          <Plural
            value={past.changed}
            one="изменило # карточку"
            few="изменило # карточки"
            many="изменило # карточек"
            other="изменило # карточки"
          />
        </Chip>
      )}
    </div>
  )
}

function RowMenu({ rule, onPast }: { rule: MailRule; onPast: () => void }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const { duplicate, remove, save } = useMailRuleChanges()
  const { name, enabled, match, conditions, actions } = rule
  const again = () => save.mutate({ id: null, rule: { name, enabled, match, conditions, actions } })
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t`Действия: ${name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencil size={16} />}
          onClick={() => void navigate({ to: '/settings/mail-rules/$ruleId', params: { ruleId: rule.id } })}
        >
          {t`Изменить`}
        </Menu.Item>
        <Menu.Item leftSection={<IconHistory size={16} />} onClick={onPast}>
          {t`Прошлые письма…`}
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => duplicate.mutate(rule.id)}>
          {t`Сделать копию`}
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
