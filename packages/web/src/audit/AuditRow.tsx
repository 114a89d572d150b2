import type { AuditEntry } from '@otklik/contract'
import { DateTime } from '@otklik/ui'
import { diffOf } from './audit-diff.ts'
import { useActionWords, useFieldWords, useObjectWords, useValueWords } from './audit-words.ts'
import { actorWords } from '../words/actors.ts'
import classes from './Audit.module.css'
import rowClasses from '../settings/Settings.module.css'

/** One record: when, who, what, and the values before and after. */
export function AuditRow({ entry }: { entry: AuditEntry }) {
  const actionWords = useActionWords()
  const objectWords = useObjectWords()
  const fieldWords = useFieldWords()
  const valueWords = useValueWords()
  const action = actionWords(entry.action)
  const object = objectWords(entry.object.kind)
  const changes = diffOf(entry.before, entry.after)
  return (
    <li className={`${rowClasses['row']} ${classes['entry']}`}>
      <div className={classes['when']}>
        <DateTime value={entry.at} />
      </div>
      <div className={rowClasses['rowWords']}>
        <strong title={entry.action}>{action}</strong>
        {!action.toLocaleLowerCase().includes(object) && <span className={classes['object']}> {object}</span>}
        {changes.length > 0 && (
          <dl className={classes['diff']}>
            {changes.map(({ field, before, after }) => (
              <div key={field}>
                <dt>{fieldWords(field)}</dt>
                <dd>
                  {before !== undefined && <del>{valueWords(field, before)}</del>}
                  {before !== undefined && after !== undefined && ' → '}
                  {after !== undefined && <ins>{valueWords(field, after)}</ins>}
                </dd>
              </div>
            ))}
          </dl>
        )}
        {entry.note !== null && <p className={classes['note']}>{entry.note}</p>}
      </div>
      <div className={classes['who']}>
        <span>{actorWords(entry.by)}</span>
        {entry.ip !== null && <small title={entry.userAgent ?? undefined}>{entry.ip}</small>}
      </div>
    </li>
  )
}
