import { useLingui } from '@lingui/react/macro'
import { useMediaQuery } from '@mantine/hooks'
import { ResizablePane, SkeletonRows } from '@otklik/ui'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { addSearchProvider } from '../app/actions.ts'
import { usePageTitle } from '../app/page-title.ts'
import { FeedControlContext } from './feed-control.ts'
import { FeedFoot } from './FeedFoot.tsx'
import { FeedHeader } from './FeedHeader.tsx'
import { FeedList } from './FeedList.tsx'
import { searchCards } from './search-cards.tsx'
import { useFeedShortcuts } from './use-feed-shortcuts.ts'
import { useFeedState } from './use-feed-control.ts'
import type { FeedState } from './use-feed-control.ts'
import { useLiveCards } from './use-live-cards.ts'
import classes from './Feed.module.css'

const CardView = lazy(() => import('./card/CardView.tsx').then((loaded) => ({ default: loaded.CardView })))
const FocusMode = lazy(() => import('./card/FocusMode.tsx').then((loaded) => ({ default: loaded.FocusMode })))
const SelectionBar = lazy(() =>
  import('./SelectionBar.tsx').then((loaded) => ({ default: loaded.SelectionBar })),
)
const Questions = lazy(() => import('./Questions.tsx').then((loaded) => ({ default: loaded.Questions })))

/** The feed (Лента): every sign of interest, who answers it, and the opened card beside it. */
export function FeedPage() {
  const { t } = useLingui()
  usePageTitle(t`Лента`)
  const state = useFeedState()
  const { control } = state
  const searchField = useRef<HTMLInputElement>(null)
  const isPhone = useMediaQuery('(max-width: 899px)', window.innerWidth < 900, {
    getInitialValueInEffect: false,
  })
  useLiveCards()
  usePaletteSearch(control.openCard)
  useFeedShortcuts(control, () => searchField.current?.focus())
  const { card, focus } = control.search
  const covered = card !== undefined && (isPhone || focus === true)
  return (
    <FeedControlContext value={control}>
      <div className={classes['feed']}>
        <div className={classes['under']} inert={covered}>
          <FeedHeader searchField={searchField} isPhone={isPhone} />
          <Suspense>{control.selection.ids.size > 0 && <SelectionBar />}</Suspense>
          <div className={classes['middle']}>
            <div className={classes['main']}>
              <FeedList state={state} isPhone={isPhone} />
              {!isPhone && <FeedFoot />}
            </div>
            {card !== undefined && !covered && (
              <ResizablePane label={t`Карточка`} storageKey="feed-card" initialWidth={440} minWidth={340}>
                <OpenedCard id={card} state={state} />
              </ResizablePane>
            )}
          </div>
        </div>
        {covered && (
          <section className={classes['cover']} aria-label={t`Карточка`}>
            <OpenedCard id={card} state={state} />
          </section>
        )}
      </div>
      <Suspense>
        {state.question && <Questions question={state.question} onClose={state.dropQuestion} />}
      </Suspense>
    </FeedControlContext>
  )
}

function OpenedCard({ id, state }: { id: string; state: FeedState }) {
  const { search } = state.control
  return (
    <Suspense fallback={<SkeletonRows count={5} height={88} />}>
      {search.focus ? <FocusMode id={id} place={state.place} /> : <CardView id={id} place={state.place} />}
    </Suspense>
  )
}

function usePaletteSearch(open: (id: string) => void): void {
  const latest = useRef(open)
  useEffect(() => {
    latest.current = open
  })
  useEffect(
    () => addSearchProvider((query, signal) => searchCards(query, signal, (id) => latest.current(id))),
    [],
  )
}
