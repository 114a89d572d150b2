import type { InterestDetail } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Tooltip } from '@mantine/core'
import { Avatar, Chip, DateTime, useLocale, useNow } from '@otklik/ui'
import { IconWorld, IconWorldOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { usePermission } from '../../api/session.ts'
import { reasonWords } from '../../words/reasons.ts'
import { ActionIcon } from '../ActionIcon.tsx'
import { LeadFact } from '../../leads/LeadFact.tsx'
import { useFeedControl } from '../feed-control.ts'
import { intentReason } from '../intent-words.ts'
import { rowState } from '../row-state.ts'
import { Stars } from '../Stars.tsx'
import { StateIcon } from '../StateIcon.tsx'
import { setPublic } from '../verbs.ts'
import { actionWords, levelTones, levelWords } from '../words.ts'
import classes from './Card.module.css'

/** State, level, product, responsible: each is changed by a press and says on hover why it is so. */
export function Facts({ card }: { card: InterestDetail }) {
  const { t } = useLingui()
  const { ask } = useFeedControl()
  const settings = useLocale()
  const mayWork = usePermission('interests.work')
  const mayAssign = usePermission('interests.assign')
  const state = rowState(card, useNow(), settings)
  const { responsible, product, level } = card
  return (
    <section className={classes['facts']} aria-label={t`О карточке`}>
      <div className={classes['chips']}>
        <Chip tone={state.tone} icon={<StateIcon sign={state.sign} />}>
          {state.words}
        </Chip>
        <Chip
          tone={levelTones[level]}
          {...(mayWork && { onClick: () => ask('level', card) })}
          title={t`Ступень разбора (L)`}
        >
          {levelWords(level)}
        </Chip>
        <Chip
          icon={card.isPublic ? <IconWorld /> : <IconWorldOff />}
          {...(mayWork && { onClick: () => void setPublic(card, !card.isPublic) })}
          title={card.isPublic ? t`Отклик виден всем` : t`Отклик видим только мы`}
        >
          {card.isPublic ? t`публичный` : t`личный`}
        </Chip>
        {card.rating !== null && <Stars value={card.rating} />}
      </div>
      <Fact label={t`Ответственный`} why={reasonWords(card.responsibleReason)}>
        <button
          type="button"
          className={classes['factValue']}
          disabled={!mayAssign}
          onClick={() => ask('assign', card)}
        >
          {responsible ? (
            <>
              <Avatar name={responsible.name} photoUrl={responsible.photoUrl} size={20} />
              {responsible.name}
            </>
          ) : (
            <Trans>никто</Trans>
          )}
        </button>
        {card.responsibleSince !== null && responsible && (
          <DateTime value={card.responsibleSince} className={classes['dim'] ?? ''} />
        )}
      </Fact>
      <Fact label={t`Продукт`} why={reasonWords(card.productReason)}>
        <button
          type="button"
          className={classes['factValue']}
          disabled={!mayWork}
          onClick={() => ask('product', card)}
        >
          {product?.name ?? <Trans>не указан</Trans>}
        </button>
      </Fact>
      <Fact label={t`Намерение`} why={intentReason(card)}>
        <span className={classes['factValue']}>
          <ActionIcon action={card.action} />
          <Trans>
            {actionWords(card.action)}: {card.intent.weight} из 100
          </Trans>
        </span>
      </Fact>
      {card.lead && (
        <Fact label={t`Лид`} why={undefined}>
          <LeadFact lead={card.lead} />
        </Fact>
      )}
      {card.handover && (
        <div className={classes['handover']} data-overdue={card.handover.overdue || undefined}>
          <strong>
            <Trans>
              {card.handover.by.name} передаёт: {card.handover.to.name}
            </Trans>
          </strong>
          <p>{card.handover.note}</p>
          <span className={classes['dim']}>
            <Trans>
              Взять до <DateTime value={card.handover.dueAt} />
            </Trans>
          </span>
        </div>
      )}
    </section>
  )
}

interface FactProps {
  label: string
  why: string | undefined
  children: ReactNode
}

function Fact({ label, why, children }: FactProps) {
  return (
    <div className={classes['fact']}>
      <span className={classes['factLabel']}>{label}</span>
      {children}
      {why !== undefined && (
        <Tooltip label={why}>
          <button type="button" className={classes['why']} aria-label={why}>
            <Trans>почему</Trans>
          </button>
        </Tooltip>
      )}
    </div>
  )
}
