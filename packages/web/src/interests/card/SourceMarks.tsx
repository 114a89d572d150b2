import type { InterestDetail } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { DateTime } from '@otklik/ui'
import classes from './Card.module.css'

/** What became of the words at the source: changed, removed, taken back. The words themselves stay here. */
export function SourceMarks({ card }: { card: InterestDetail }) {
  const { removed, editedAt, earlierTexts, withdrawnAt } = card
  return (
    <>
      {removed && (
        <p className={classes['dim']} role="note">
          <RemovedWords by={removed.by} /> · <DateTime value={removed.at} />
        </p>
      )}
      {withdrawnAt !== null && (
        <p className={classes['dim']} role="note">
          <Trans>Отозвано в источнике</Trans> · <DateTime value={withdrawnAt} />
        </p>
      )}
      {editedAt !== null && (
        <details className={classes['quoted']}>
          <summary>
            <Trans>изменено</Trans> <DateTime value={editedAt} />
          </summary>
          {earlierTexts.map(({ text, at }) => (
            <div key={`${at} ${text}`}>
              <DateTime value={at} />
              <br />
              {text === '' ? <Trans>Без слов</Trans> : text}
            </div>
          ))}
        </details>
      )}
    </>
  )
}

function RemovedWords({ by }: { by: 'author' | 'moderator' | null }) {
  const { t } = useLingui()
  if (by === 'author') return t`Удалено автором`
  return by === 'moderator' ? t`Удалено модератором` : t`Удалено в источнике`
}
