import type { GreetingRule } from '@otklik/contract'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { Chip, EmptyState, ErrorState, SkeletonRows } from '@otklik/ui'
import { IconMoodSmile } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { describeProblem } from '../api/problems.ts'
import { usePermission } from '../api/session.ts'
import { SettingsPage, SettingsPart } from '../settings/SettingsPage.tsx'
import { rulesQuery } from './greetings-data.ts'
import { GreetingFunnel } from './GreetingFunnel.tsx'
import { ReferralLinks } from './ReferralLinks.tsx'
import { RuleEditor } from './RuleEditor.tsx'
import classes from './Greetings.module.css'

/** Greetings of every account, links that tell who sent a person, and what came of it (R067 to R072). */
export function GreetingsPage() {
  const { t } = useLingui()
  const rules = useQuery(rulesQuery)
  const seesReports = usePermission('reports.read')
  return (
    <SettingsPage
      wide
      title={t`Приветствия`}
      lead={
        <Trans>
          Каждого, кто подал заявку или написал впервые, программа приветствует один раз, там, где сеть
          разрешает писать первым.
        </Trans>
      }
    >
      {rules.isPending && <SkeletonRows count={3} height={56} />}
      {rules.isError && (
        <ErrorState title={describeProblem(rules.error).title} onRetry={() => void rules.refetch()} />
      )}
      {rules.data && <Accounts rules={rules.data.items} />}
      {seesReports && <GreetingFunnel />}
      {rules.data && rules.data.items.length > 0 && <ReferralLinks rules={rules.data.items} />}
    </SettingsPage>
  )
}

function Accounts({ rules }: { rules: readonly GreetingRule[] }) {
  const { t } = useLingui()
  const [edited, setEdited] = useState<GreetingRule>()
  if (rules.length === 0)
    return (
      <EmptyState icon={<IconMoodSmile size={28} />} title={t`Каналов с диалогами пока нет`}>
        <Trans>Подключите Telegram, MAX или ВКонтакте на странице «Каналы».</Trans>
      </EmptyState>
    )
  return (
    <SettingsPart title={t`Аккаунты`}>
      <ul className={classes['list']} aria-label={t`Приветствия аккаунтов`}>
        {rules.map((rule) => (
          <Account key={rule.channelId} rule={rule} onEdit={() => setEdited(rule)} />
        ))}
      </ul>
      <RuleEditor rule={edited} onClose={() => setEdited(undefined)} />
    </SettingsPart>
  )
}

function Account({ rule, onEdit }: { rule: GreetingRule; onEdit: () => void }) {
  const { t } = useLingui()
  const mayManage = usePermission('rules.manage')
  const { channelName, enabled, templateId, texts, takesRequests } = rule
  return (
    <li className={classes['row']}>
      <div className={classes['words']}>
        <strong>{channelName}</strong>
        <span className={classes['detail']}>
          {templateId !== null ? (
            <Trans>Шаблон команды</Trans>
          ) : texts.length > 0 ? (
            texts[0]
          ) : (
            <Trans>Слов пока нет</Trans>
          )}
        </span>
      </div>
      <div className={classes['signs']}>
        {texts.length > 1 && templateId === null && (
          <Chip>
            <Plural
              value={texts.length}
              one="# вариант"
              few="# варианта"
              many="# вариантов"
              other="# варианта"
            />
          </Chip>
        )}
        {rule.onRequest && takesRequests && <Chip>{t`Заявка`}</Chip>}
        {rule.onMessage && <Chip>{t`Первое сообщение`}</Chip>}
        <Chip tone={enabled ? 'green' : 'grey'}>{enabled ? t`Включено` : t`Выключено`}</Chip>
        {mayManage && (
          <Button variant="default" size="xs" onClick={onEdit} aria-label={t`Настроить: ${channelName}`}>
            <Trans>Настроить</Trans>
          </Button>
        )}
      </div>
    </li>
  )
}
