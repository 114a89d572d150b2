/** One component per column of the feed. */
import type { Interest } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Avatar, Chip, formatDay, formatExact, formatTime, NetworkIcon } from '@otklik/ui'
import type { LocaleSettings } from '@otklik/ui'
import {
  IconArrowUpRight,
  IconCheck,
  IconLink,
  IconMail,
  IconMessage,
  IconPaperclip,
  IconPhone,
  IconWorld,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { ActionIcon } from './ActionIcon.tsx'
import { PlannedMark } from '../planned/PlannedMark.tsx'
import { breakable } from './breakable.tsx'
import type { ColumnId } from './columns.ts'
import { intentWords } from './intent-words.ts'
import { ProofThumb } from './ProofThumb.tsx'
import { actorWords } from '../words/actors.ts'
import { reasonWords } from '../words/reasons.ts'
import { authorWords } from '../words/people.ts'
import { replyHint, replyWords } from './reply.ts'
import type { RowState } from './row-state.ts'
import { safeUrl } from './safe-url.ts'
import { Stars } from './Stars.tsx'
import { StateIcon } from './StateIcon.tsx'
import { actionWords, deliveryWords, leadWords, levelTones, levelWords, sourceWords } from './words.ts'
import classes from './FeedTable.module.css'

export interface CellProps {
  interest: Interest
  state: RowState
  /** Icon or face only. */
  narrow: boolean
  tabIndex: number
  now: Date
  settings: LocaleSettings
}

export const cells: Record<ColumnId, ComponentType<CellProps>> = {
  source: SourceCell,
  date: DateCell,
  sourceType: SourceTypeCell,
  author: AuthorCell,
  action: ActionCell,
  text: TextCell,
  product: ProductCell,
  responsible: ResponsibleCell,
  processed: ProcessedCell,
  reply: ReplyCell,
}

/** The place as people call it; the link opens the very comment, review or letter. */
function SourceCell({ interest: { source, id }, tabIndex }: CellProps) {
  const { t } = useLingui()
  const words = source.title ?? source.channelName
  const url = safeUrl(source.url)
  if (url === undefined) return <span className={classes['clamp']}>{breakable(words)}</span>
  return (
    <a
      className={classes['sourceLink']}
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      tabIndex={tabIndex}
      title={t`${words}: открыть это место`}
      data-source={id}
    >
      <span className={classes['clamp']}>{breakable(words)}</span>
    </a>
  )
}

/** When it happened; both moments, at the source and here, on hover (R019). */
function DateCell({ interest, now, settings }: CellProps) {
  const { t } = useLingui()
  const occurred = new Date(interest.occurredAt)
  const [exactOccurred, exactReceived] = [occurred, new Date(interest.receivedAt)].map((moment) =>
    formatExact(moment, settings),
  )
  const day = formatDay(occurred, now, settings)
  const today = day === formatDay(now, now, settings)
  const time = formatTime(occurred, settings)
  return (
    <time
      className={classes['date']}
      dateTime={interest.occurredAt}
      title={t`Случилось: ${exactOccurred}. Пришло к нам: ${exactReceived}`}
    >
      <span>{today ? time : day}</span>
      {!today && <span className={classes['second']}>{time}</span>}
    </time>
  )
}

function SourceTypeCell({ interest: { sourceType }, narrow }: CellProps) {
  const words = sourceWords(sourceType)
  return (
    <span className={classes['pair']} title={words}>
      <NetworkIcon network={sourceType} size={18} {...(narrow && { title: words })} />
      {!narrow && <span className={classes['clamp']}>{words}</span>}
    </span>
  )
}

function AuthorCell({ interest, narrow }: CellProps) {
  const { author, people } = interest
  const others = (people ?? 0) - 1
  const name = author?.name ?? author?.email ?? author?.phone
  return (
    <span className={classes['pair']} title={name ?? undefined}>
      <Avatar name={name} photoUrl={author?.photoUrl} size={28} />
      <span className={narrow ? classes['hidden'] : `${classes['clamp']} ${classes['author']}`}>
        {breakable(authorWords(interest))}
        {others > 0 && (
          <>
            {' '}
            <Trans>и ещё {others}</Trans>
          </>
        )}
      </span>
    </span>
  )
}

function ActionCell({ interest }: CellProps) {
  const { action, rating } = interest
  return (
    <span className={classes['stack']}>
      <span className={classes['pair']} title={intentWords(interest)}>
        <ActionIcon action={action} />
        <span className={classes['clamp']}>{actionWords(action)}</span>
      </span>
      {rating !== null && <Stars value={rating} />}
    </span>
  )
}

/** The author's own words, and the state of the card in words under them. */
function TextCell({ interest, state }: CellProps) {
  const { t } = useLingui()
  const { level, answerState, handover } = interest
  const delivery =
    answerState === 'queued' || answerState === 'sending' ? deliveryWords(answerState) : undefined
  const showsLevel = level !== 'positive_neutral' && state.words !== levelWords(level)
  return (
    <span className={classes['text']}>
      <span className={classes['words']}>
        {interest.text === '' ? <Wordless interest={interest} /> : interest.text}
      </span>
      <span className={classes['chips']}>
        <Chip tone={state.tone} icon={<StateIcon sign={state.sign} />}>
          {state.words}
        </Chip>
        {showsLevel && <Chip tone={state.done ? 'grey' : levelTones[level]}>{levelWords(level)}</Chip>}
        {delivery && <Chip tone={delivery.tone}>{delivery.words}</Chip>}
        {handover && (
          <Chip tone={handover.overdue ? 'red' : 'grey'} title={handover.note}>{t`передано в продажи`}</Chip>
        )}
        {interest.planned && (
          <span className={classes['mark']} data-overdue={interest.planned.overdue || undefined}>
            <PlannedMark planned={interest.planned} />
          </span>
        )}
        {interest.lead && (
          <Chip tone={leadWords(interest.lead.state).tone}>{leadWords(interest.lead.state).words}</Chip>
        )}
        {interest.warnings.length > 0 && <Chip tone="amber">{t`не проверен`}</Chip>}
        {interest.isPublic && (
          <span className={classes['mark']} title={t`Видно всем`}>
            <IconWorld size={14} role="img" aria-label={t`Видно всем`} />
          </span>
        )}
        {interest.caseId !== null && (
          <span className={classes['mark']} title={t`Одно обращение с другими карточками`}>
            <IconLink size={14} role="img" aria-label={t`Одно обращение с другими карточками`} />
          </span>
        )}
        {interest.hasAttachments && (
          <span className={classes['mark']} title={t`Есть вложения`}>
            <IconPaperclip size={14} role="img" aria-label={t`Есть вложения`} />
          </span>
        )}
      </span>
    </span>
  )
}

/** A like has no words; an empty row would look broken. */
function Wordless({ interest }: { interest: Interest }) {
  const action = actionWords(interest.action)
  return (
    <span className={classes['wordless']}>
      <Trans>{action}, без слов</Trans>
    </span>
  )
}

function ProductCell({ interest: { product, productReason }, tabIndex }: CellProps) {
  const { t } = useLingui()
  const reason = reasonWords(productReason)
  if (!product)
    return (
      <span className={classes['none']} aria-label={t`Без продукта`}>
        —
      </span>
    )
  const url = safeUrl(product.url)
  const title = reason === undefined ? product.name : `${product.name}. ${reason}`
  if (url === undefined) {
    return (
      <button
        type="button"
        className={classes['plain']}
        data-do="filter-product"
        tabIndex={tabIndex}
        title={title}
      >
        <span className={classes['clamp']}>{product.name}</span>
      </button>
    )
  }
  return (
    <a
      className={classes['productLink']}
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      tabIndex={tabIndex}
      title={title}
    >
      <span className={classes['clamp']}>{product.name}</span>
    </a>
  )
}

/** The face of who answers; a card of nobody offers to take it in one click. */
function ResponsibleCell({
  interest: { responsible, responsibleReason, processed },
  narrow,
  tabIndex,
}: CellProps) {
  const { t } = useLingui()
  const reason = reasonWords(responsibleReason)
  if (responsible) {
    const title = reason === undefined ? responsible.name : `${responsible.name}. ${reason}`
    return (
      <span className={classes['pair']} title={title}>
        <Avatar name={responsible.name} photoUrl={responsible.photoUrl} size={24} />
        {narrow ? (
          <span className={classes['hidden']}>{responsible.name}</span>
        ) : (
          <span className={classes['clamp']}>{responsible.name}</span>
        )}
      </span>
    )
  }
  if (processed) return <span className={classes['none']}>—</span>
  return (
    <button
      type="button"
      className={classes['claim']}
      data-do="claim"
      tabIndex={tabIndex}
      title={t`Ничья. Взять себе (A)`}
    >
      {narrow ? '+' : <Trans>Взять</Trans>}
      {narrow && <span className={classes['hidden']}>{t`Взять себе`}</span>}
    </button>
  )
}

function ProcessedCell({ interest: { processed, proofs }, tabIndex, settings }: CellProps) {
  const { t } = useLingui()
  if (!processed && proofs.length === 0) return <span className={classes['none']}>{t`нет`}</span>
  const who = processed ? actorWords(processed.by) : ''
  const when = processed ? formatExact(new Date(processed.at), settings) : ''
  return (
    <span className={classes['pair']}>
      {processed && (
        <span
          className={classes['done']}
          title={[who, when, processed.reason ?? ''].filter(Boolean).join(' · ')}
        >
          <IconCheck size={17} role="img" aria-label={t`Обработано`} />
        </span>
      )}
      {proofs.slice(0, 1).map((proof) => (
        <ProofThumb key={proof.id} proof={proof} others={proofs.length - 1} tabIndex={tabIndex} />
      ))}
    </span>
  )
}

const wayIcons = {
  letter: IconMail,
  comment: IconMessage,
  message: IconMessage,
  call: IconPhone,
  source: IconArrowUpRight,
  none: null,
}

/** Grey and inactive once answered (R035). */
function ReplyCell({ interest: { reply }, narrow, tabIndex }: CellProps) {
  if (reply.way === 'none') return <span className={classes['none']}>—</span>
  const Icon = wayIcons[reply.way]
  const hint = replyHint(reply)
  return (
    <button
      type="button"
      className={classes['reply']}
      data-do="reply"
      data-narrow={narrow || undefined}
      disabled={!reply.enabled}
      tabIndex={tabIndex}
      title={hint}
    >
      {Icon && <Icon size={15} />}
      <span className={narrow ? classes['hidden'] : undefined}>{replyWords(reply)}</span>
    </button>
  )
}
