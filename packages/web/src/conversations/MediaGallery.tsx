import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Skeleton } from '@mantine/core'
import { DateTime, PillTabs } from '@otklik/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { safeUrl } from '../interests/safe-url.ts'
import { useConversationControl } from './conversation-control.ts'
import { mediaQuery } from './conversation-data.ts'
import classes from './About.module.css'

type Kind = 'pictures' | 'files' | 'voice'

/** Everything that was sent both ways; a press shows the message it came with. */
export function MediaGallery({ id }: { id: string }) {
  const { t } = useLingui()
  const { open } = useConversationControl()
  const [kind, setKind] = useState<Kind>('pictures')
  const query = useInfiniteQuery(mediaQuery(id, kind))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const tabs = [
    { value: 'pictures' as const, label: t`Фото и видео` },
    { value: 'files' as const, label: t`Файлы` },
    { value: 'voice' as const, label: t`Голосовые` },
  ]
  return (
    <section className={classes['part']} aria-label={t`Вложения`}>
      <h3>{t`Вложения`}</h3>
      <PillTabs label={t`Какие вложения`} tabs={tabs} value={kind} onChange={setKind} />
      {query.isPending && <Skeleton height={64} />}
      {query.isError && (
        <Button size="compact-sm" variant="default" onClick={() => void query.refetch()}>
          <Trans>Не загрузилось. Повторить</Trans>
        </Button>
      )}
      {query.isSuccess && items.length === 0 && (
        <p className={classes['dim']}>
          <Trans>Таких вложений не было.</Trans>
        </p>
      )}
      <div className={classes['media']} data-kind={kind}>
        {items.map(({ messageId, at, attachment }) => {
          const picture = safeUrl(
            attachment.thumbnailUrl ?? (attachment.kind === 'image' ? attachment.url : null),
          )
          return (
            <button
              key={attachment.id}
              type="button"
              className={classes['medium']}
              title={attachment.name}
              onClick={() => open(id, { message: messageId })}
            >
              {kind === 'pictures' && picture !== undefined ? (
                <img src={picture} alt={attachment.name} loading="lazy" />
              ) : (
                <>
                  <span className={classes['earlierWords']}>{attachment.name}</span>
                  <DateTime value={at} className={classes['dim'] ?? ''} />
                </>
              )}
            </button>
          )
        })}
      </div>
      {query.hasNextPage && (
        <Button
          size="compact-sm"
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          <Trans>Показать ещё</Trans>
        </Button>
      )}
    </section>
  )
}
