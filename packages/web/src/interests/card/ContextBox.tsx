import type { InterestDetail } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { DateTime } from '@otklik/ui'
import { safeUrl } from '../safe-url.ts'
import classes from './Card.module.css'

/** What the words stand under: the post and the comment that is answered. */
export function ContextBox({ card }: { card: InterestDetail }) {
  const { t } = useLingui()
  const { post, parent } = card.context
  if (!post && !parent) return null
  const link = safeUrl(post?.url)
  return (
    <div className={classes['quoted']} role="note" aria-label={t`К чему это сказано`}>
      {post && (
        <div>
          <strong>
            {link === undefined ? (
              (post.title ?? t`Пост`)
            ) : (
              <a href={link} target="_blank" rel="noopener noreferrer">
                {post.title ?? t`Пост`}
              </a>
            )}
          </strong>
          {post.text !== '' && <div>{post.text.slice(0, 200)}</div>}
        </div>
      )}
      {parent && (
        <div>
          <Trans>Ответ на слова: {parent.authorName ?? t`без имени`}</Trans> · <DateTime value={parent.at} />
          <div>{parent.text}</div>
        </div>
      )}
    </div>
  )
}
