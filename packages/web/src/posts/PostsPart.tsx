import { Button } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Channel } from '@otklik/contract'
import { ErrorState, SkeletonRows } from '@otklik/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { describeProblem } from '../api/problems.ts'
import { usePermission } from '../api/session.ts'
import { useBothWords } from '../channels/channel-words.ts'
import { PostComposer } from './PostComposer.tsx'
import { PostItem } from './PostItem.tsx'
import { postsQuery } from './post-data.ts'
import classes from './Posts.module.css'

interface PostsPartProps {
  channel: Channel
  textLimit: number | null
}

/** Posts of one channel: a new one where the network allows it, and what became of the others. */
export function PostsPart({ channel, textLimit }: PostsPartProps) {
  const { t } = useLingui()
  const mayWrite = usePermission('posts.write')
  const { inspection } = channel
  return (
    <div className={classes['part']}>
      {inspection === null ? (
        <p role="status">{t`Спрашиваем у сети. Ответ появится здесь сам.`}</p>
      ) : (inspection.publishTo ?? []).length === 0 ? (
        <WhyNot inspection={inspection} />
      ) : (
        mayWrite && <PostComposer channelId={channel.id} inspection={inspection} textLimit={textLimit} />
      )}
      <PostList channel={channel} textLimit={textLimit} mayWrite={mayWrite} />
    </div>
  )
}

function WhyNot({ inspection }: { inspection: NonNullable<Channel['inspection']> }) {
  const say = useBothWords()
  const lack = inspection.missing.find(({ capability }) => capability === 'publish')
  return (
    <p>
      {lack ? (
        <>
          {say(lack.reason)}. {say(lack.howToFix)}
        </>
      ) : (
        <Trans>Пока неизвестно, можно ли здесь публиковать: спросим у сети при ближайшей проверке.</Trans>
      )}
    </p>
  )
}

function PostList({ channel, textLimit, mayWrite }: PostsPartProps & { mayWrite: boolean }) {
  const { t } = useLingui()
  const list = useInfiniteQuery(postsQuery(channel.id))
  if (list.isPending) return <SkeletonRows count={2} />
  if (list.isError)
    return <ErrorState title={describeProblem(list.error).title} onRetry={() => void list.refetch()} />
  const items = list.data.pages.flatMap((page) => page.items)
  if (items.length === 0)
    return (
      <p
        className={classes['empty']}
      >{t`Отсюда ещё ничего не публиковали. Здесь будут посты и что с ними стало.`}</p>
    )
  return (
    <>
      <ul className={classes['list']} aria-label={t`Посты`}>
        {items.map((post) => (
          <PostItem
            key={post.id}
            post={post}
            textLimit={textLimit}
            schedules={channel.inspection?.works.includes('schedule') === true}
            mayWrite={mayWrite}
          />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          <Trans>Показать ещё</Trans>
        </Button>
      )}
    </>
  )
}
