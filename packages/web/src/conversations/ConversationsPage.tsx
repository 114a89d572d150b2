import { Trans, useLingui } from '@lingui/react/macro'
import { VisuallyHidden } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { EmptyState, SkeletonRows } from '@otklik/ui'
import { IconMessages } from '@tabler/icons-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { usePageTitle } from '../app/page-title.ts'
import { ConversationControlContext } from './conversation-control.ts'
import { ConversationListPane } from './ConversationListPane.tsx'
import { ListHead } from './ListHead.tsx'
import { SearchResults } from './SearchResults.tsx'
import { useConversationShortcuts } from './use-conversation-shortcuts.ts'
import { useConversationsState } from './use-conversations-state.ts'
import classes from './Conversations.module.css'

const DialogView = lazy(() => import('./DialogView.tsx').then((loaded) => ({ default: loaded.DialogView })))
const AboutPane = lazy(() => import('./AboutPane.tsx').then((loaded) => ({ default: loaded.AboutPane })))
const Questions = lazy(() =>
  import('./ConversationQuestions.tsx').then((loaded) => ({ default: loaded.ConversationQuestions })),
)

const foldedKey = 'otklik.dialog-about-folded'

/** Dialogs (Диалоги): the list, the opened thread, and who the person is. On a phone each is a page of its own. */
export function ConversationsPage() {
  const { t } = useLingui()
  usePageTitle(t`Диалоги`)
  const state = useConversationsState()
  const { list } = state
  const field = useRef<HTMLInputElement>(null)
  const isPhone = useMediaQuery('(max-width: 899px)', window.innerWidth < 900, {
    getInitialValueInEffect: false,
  })
  const isWide = useMediaQuery('(min-width: 1200px)', window.innerWidth >= 1200, {
    getInitialValueInEffect: false,
  })
  const [folded, setFolded] = useState(() => localStorage.getItem(foldedKey) === 'yes')
  const fold = () => {
    localStorage.setItem(foldedKey, folded ? 'no' : 'yes')
    setFolded(!folded)
  }
  const control = isWide ? { ...state.control, toggleAbout: fold } : state.control
  useConversationShortcuts(control, () => field.current?.focus())
  const { dialog: id, message, about, q } = control.search
  const showsAbout = id !== undefined && (isWide ? !folded : about === true)
  const page = id === undefined ? 'list' : isPhone && showsAbout ? 'about' : 'dialog'
  return (
    <ConversationControlContext value={control}>
      <div className={classes['columns']} data-page={page}>
        <section className={classes['list']} aria-label={t`Список диалогов`}>
          <ListHead field={field} />
          {q === undefined ? (
            <ConversationListPane list={list} setAtTop={state.setAtTop} />
          ) : (
            <SearchResults list={list} q={q} />
          )}
        </section>
        <section className={classes['dialog']} aria-label={t`Диалог`}>
          {/* The list with its heading is not there on a phone. */}
          {isPhone && id !== undefined && <VisuallyHidden component="h1">{t`Диалоги`}</VisuallyHidden>}
          {id === undefined ? (
            <EmptyState icon={<IconMessages size={28} />} title={t`Выберите диалог`}>
              <Trans>J и K ходят по списку, Enter открывает.</Trans>
            </EmptyState>
          ) : (
            <Suspense fallback={<SkeletonRows count={6} height={72} />}>
              <DialogView key={id} id={id} around={message} place={state.place} />
            </Suspense>
          )}
        </section>
        {showsAbout && id !== undefined && (
          <aside className={classes['about']} aria-label={t`О человеке`}>
            <Suspense fallback={<SkeletonRows count={4} height={72} />}>
              <AboutPane key={id} id={id} />
            </Suspense>
          </aside>
        )}
      </div>
      <Suspense>
        {state.question && <Questions question={state.question} onClose={state.dropQuestion} />}
      </Suspense>
    </ConversationControlContext>
  )
}
