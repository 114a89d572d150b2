import type { LetterSketch, PreviewItem } from '@otklik/contract'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Loader } from '@mantine/core'
import { RelativeTime } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import { describeProblem } from '../api/problems.ts'
import { outcomeWords } from '../letters/letters-data.ts'
import { useSettled } from '../settings/use-settled.ts'
import { readyRule } from './rule-draft.ts'
import type { RuleDraft } from './rule-draft.ts'
import { cardFieldName, cardValue, isCardField } from './rule-words.ts'
import { previewQuery } from './rules-data.ts'
import classes from './MailRules.module.css'

interface RulePreviewProps {
  id: string | null
  draft: RuleDraft
  /** Only the figures, above the sample. */
  isShort: boolean
}

/** What the rule would do to the last letters, counted anew at every pause in typing. */
export function RulePreview({ id, draft, isShort }: RulePreviewProps) {
  const rule = useSettled(readyRule(draft), 400)
  const preview = useQuery(previewQuery(id, rule))
  if (rule === null) {
    return (
      <p className={classes['figures']}>
        <Trans>Заполните условие, и здесь появится, сколько писем подходит.</Trans>
      </p>
    )
  }
  if (preview.isError) {
    return (
      <p className={classes['figures']} role="alert">
        {describeProblem(preview.error).title}
      </p>
    )
  }
  if (!preview.data) return <Loader size="sm" />
  const { checked, matched, changed, shadowed, items } = preview.data
  return (
    <>
      <div className={classes['figures']} role="status" aria-busy={preview.isFetching}>
        <Trans>
          Подходит {matched} из {checked}
        </Trans>
        {', '}
        <Plural
          value={changed}
          one="изменится # карточка"
          few="изменятся # карточки"
          many="изменится # карточек"
          other="изменится # карточки"
        />
        {shadowed.map((shadow) => (
          <Shadow key={shadow.rule} rule={shadow.rule} count={shadow.count} />
        ))}
      </div>
      {!isShort && items.length > 0 && (
        <ul className={classes['items']}>
          {items.map((item) => (
            <li key={item.letterId}>
              <Item item={item} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Shadow({ rule, count }: { rule: string; count: number }) {
  return (
    <div className={classes['dimmed']}>
      <Trans>Ещё подошло бы, но раньше сработает правило «{rule}»:</Trans> {count}
    </div>
  )
}

function Item({ item }: { item: PreviewItem }) {
  const { t } = useLingui()
  const count = item.changes.length
  return (
    <details>
      <summary>
        <strong>{item.from}</strong> {item.subject || t`Без темы`}{' '}
        <span className={classes['dimmed']}>
          <RelativeTime value={item.arrivedAt} />
          {' · '}
          {count === 0 ? (
            <Trans>без перемен</Trans>
          ) : (
            <Plural value={count} one="# перемена" few="# перемены" many="# перемен" other="# перемены" />
          )}
        </span>
      </summary>
      {count > 0 ? (
        <Compare item={item} />
      ) : (
        <p className={classes['same']}>
          <Trans>Письмо уже даёт именно такую карточку.</Trans>
        </p>
      )}
    </details>
  )
}

function Compare({ item }: { item: PreviewItem }) {
  return (
    <table className={classes['compare']}>
      <thead>
        <tr>
          <th scope="col">
            <Trans>Поле</Trans>
          </th>
          <th scope="col">
            <Trans>Сейчас</Trans>
          </th>
          <th scope="col">
            <Trans>С правилом</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {item.changes.map((field) => (
          <tr key={field}>
            <th scope="row">{cardFieldName(field)}</th>
            <td>
              <Value sketch={item.now} field={field} />
            </td>
            <td>
              <Value sketch={item.withRule} field={field} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Value({ sketch, field }: { sketch: LetterSketch; field: string }) {
  const { i18n } = useLingui()
  if (!isCardField(field))
    return <>{sketch.card ? <Trans>карточка</Trans> : i18n._(outcomeWords[sketch.outcome].tab)}</>
  return <>{sketch.card ? cardValue(sketch.card, field) : '—'}</>
}
