import type { InterestDetail } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { Avatar, DateTime, ErrorState, SkeletonRows } from '@otklik/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { describeProblem } from '../../api/problems.ts'
import { safeUrl } from '../safe-url.ts'
import { cardKey } from '../interest-cache.ts'
import classes from './Card.module.css'

/** Everybody on a card of many: who liked, reposted, joined, and who took it back. */
export function People({ card }: { card: InterestDetail }) {
  return card.people === null ? null : <PeopleList id={card.id} />
}

function PeopleList({ id }: { id: string }) {
  const { t } = useLingui()
  const query = useInfiniteQuery({
    queryKey: [...cardKey(id), 'people'],
    queryFn: ({ pageParam, signal }) =>
      api.interests.people({ id, limit: 30, ...(pageParam && { cursor: pageParam }) }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  return (
    <section className={classes['section']} aria-label={t`Люди на карточке`}>
      <h3>
        <Trans>Люди</Trans>
      </h3>
      {query.isPending && <SkeletonRows count={3} />}
      {query.isError && (
        <ErrorState title={describeProblem(query.error).title} onRetry={() => void query.refetch()} />
      )}
      {query.data?.pages
        .flatMap((page) => page.items)
        .map((person) => (
          <div key={person.id} className={classes['pair']}>
            <Avatar name={person.name} photoUrl={person.photoUrl} size={24} />
            <PersonName name={person.name} url={person.profileUrl} />
            <span className={classes['dim']}>
              <DateTime value={person.at} />
              {person.withdrawnAt !== null && (
                <>
                  {' · '}
                  <Trans>забрал(а) обратно</Trans>
                </>
              )}
            </span>
          </div>
        ))}
      {query.hasNextPage && (
        <Button
          variant="subtle"
          size="xs"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          <Trans>Показать ещё</Trans>
        </Button>
      )}
    </section>
  )
}

function PersonName({ name, url }: { name: string | null; url: string | null }) {
  const { t } = useLingui()
  const link = safeUrl(url)
  const words = name ?? t`Без имени`
  if (link === undefined) return <span>{words}</span>
  return (
    <a href={link} target="_blank" rel="noopener noreferrer">
      {words}
    </a>
  )
}
