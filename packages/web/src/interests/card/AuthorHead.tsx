import type { InterestDetail } from '@otklik/contract'
import { Trans } from '@lingui/react/macro'
import { Avatar, NetworkIcon } from '@otklik/ui'
import { IconArrowUpRight } from '@tabler/icons-react'
import { breakable } from '../breakable.tsx'
import { safeUrl } from '../safe-url.ts'
import { sourceWords } from '../words.ts'
import { authorWords } from '../../words/people.ts'
import classes from './Card.module.css'

/** Who wrote: photo, name, network, profile, ways to reach. */
export function AuthorHead({ card }: { card: InterestDetail }) {
  const { author, sourceType } = card
  const name = author?.name ?? author?.email ?? author?.phone
  const profile = safeUrl(author?.profileUrl)
  return (
    <header className={classes['author']}>
      <Avatar name={name} photoUrl={author?.photoUrl} size={46} />
      <div className={classes['authorWords']}>
        <h2 className={classes['authorName']}>{breakable(authorWords(card))}</h2>
        <div className={classes['authorLine']}>
          <span className={classes['pair']}>
            <NetworkIcon network={sourceType} size={16} />
            {sourceWords(sourceType)}
          </span>
          {author?.email && author.email !== name && <span>{author.email}</span>}
          {author?.phone && author.phone !== name && <a href={`tel:${author.phone}`}>{author.phone}</a>}
          {profile !== undefined && (
            <a href={profile} target="_blank" rel="noopener noreferrer" className={classes['pair']}>
              <Trans>Профиль</Trans>
              <IconArrowUpRight size={14} />
            </a>
          )}
        </div>
      </div>
    </header>
  )
}
