import type { Interest } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Avatar, Chip, formatDay, formatTime, NetworkIcon } from '@otklik/ui'
import type { LocaleSettings } from '@otklik/ui'
import { IconBan, IconHandGrab, IconRotate } from '@tabler/icons-react'
import { usePermission } from '../api/session.ts'
import { PlannedIcon } from '../planned/PlannedMark.tsx'
import { authorWords } from '../words/people.ts'
import { ActionIcon } from './ActionIcon.tsx'
import { useFeedControl } from './feed-control.ts'
import { openReply, replyHint, replyWords } from './reply.ts'
import { rowState } from './row-state.ts'
import { Stars } from './Stars.tsx'
import { StateIcon } from './StateIcon.tsx'
import { useSwipe } from './use-swipe.ts'
import { actionWords, leadWords, levelTones, levelWords, sourceWords } from './words.ts'
import classes from './FeedCards.module.css'

interface PhoneCardProps {
  interest: Interest
  now: Date
  settings: LocaleSettings
}

/** One card under a thumb: to the right takes it, to the left closes it or opens it again. */
export function PhoneCard({ interest, now, settings }: PhoneCardProps) {
  const { t } = useLingui()
  const control = useFeedControl()
  const mayWork = usePermission('interests.work')
  const state = rowState(interest, now, settings)
  const closeOrReopen = () =>
    interest.processed ? control.run({ kind: 'reopen' }, interest) : control.ask('noReplyNeeded', interest)
  const swipe = useSwipe({
    enabled: mayWork,
    onRight: () => control.run({ kind: 'claim' }, interest),
    onLeft: closeOrReopen,
  })
  const name = interest.author?.name ?? interest.author?.email ?? interest.author?.phone
  const { reply, responsible, level } = interest
  return (
    <div className={classes['swipe']}>
      <span
        className={classes['behind']}
        data-side="left"
        data-armed={swipe.armed === 'right' || undefined}
        aria-hidden
      >
        <IconHandGrab size={20} />
        <Trans>Взять</Trans>
      </span>
      <span
        className={classes['behind']}
        data-side="right"
        data-armed={swipe.armed === 'left' || undefined}
        aria-hidden
      >
        {interest.processed ? <IconRotate size={20} /> : <IconBan size={20} />}
        {interest.processed ? <Trans>Открыть снова</Trans> : <Trans>Ответ не нужен</Trans>}
      </span>
      <article
        className={classes['card']}
        data-tone={state.tone}
        data-done={state.done || undefined}
        {...swipe.props}
      >
        <Avatar name={name} photoUrl={interest.author?.photoUrl} size={36} />
        <div className={classes['content']}>
          <div className={classes['line']}>
            <NetworkIcon network={interest.sourceType} size={16} title={sourceWords(interest.sourceType)} />
            <button type="button" className={classes['name']} onClick={() => control.openCard(interest.id)}>
              {authorWords(interest)}
            </button>
            <time className={classes['time']} dateTime={interest.occurredAt}>
              {shortMoment(new Date(interest.occurredAt), now, settings)}
            </time>
          </div>
          <div className={classes['where']}>
            {interest.planned && <PlannedIcon planned={interest.planned} />}
            {interest.lead && `${leadWords(interest.lead.state).words} · `}
            <ActionIcon action={interest.action} size={14} /> {actionWords(interest.action)}{' '}
            {interest.rating !== null && <Stars value={interest.rating} />} ·{' '}
            {interest.source.title ?? interest.source.channelName}
          </div>
          <div className={classes['words']}>{interest.text === '' ? t`Без слов` : interest.text}</div>
          <div className={classes['foot']}>
            <Chip tone={state.tone} icon={<StateIcon sign={state.sign} />}>
              {state.words}
            </Chip>
            {level !== 'positive_neutral' && state.words !== levelWords(level) && (
              <Chip tone={state.done ? 'grey' : levelTones[level]}>{levelWords(level)}</Chip>
            )}
            <span className={classes['space']} />
            {responsible && (
              <span className={classes['face']} title={responsible.name}>
                <Avatar name={responsible.name} photoUrl={responsible.photoUrl} size={24} />
              </span>
            )}
            {reply.way !== 'none' && mayWork && (
              <button
                type="button"
                className={classes['reply']}
                disabled={!reply.enabled}
                title={replyHint(reply)}
                onClick={() => openReply(interest, control)}
              >
                {replyWords(reply)}
              </button>
            )}
          </div>
        </div>
      </article>
    </div>
  )
}

function shortMoment(value: Date, now: Date, settings: LocaleSettings): string {
  const day = formatDay(value, now, settings)
  return day === formatDay(now, now, settings) ? formatTime(value, settings) : day
}
