import { i18n } from '@lingui/core'
import { I18nProvider, useLingui } from '@lingui/react'
import { UiProvider } from '@otklik/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { queryClient } from '../api/query-client.ts'
import { useKnownMe } from '../api/session.ts'
import { router } from './router.ts'

/** Providers around the router, outermost first: words, data, look. */
export function App() {
  useEffect(() => {
    window.addEventListener('otklik:signed-out', openSignIn)
    return () => window.removeEventListener('otklik:signed-out', openSignIn)
  }, [])
  return (
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <WorkspaceLook>
          <RouterProvider router={router} />
        </WorkspaceLook>
      </QueryClientProvider>
    </I18nProvider>
  )
}

/** Dates are read in the zone of the workspace, wherever the person is. */
function WorkspaceLook({ children }: { children: ReactNode }) {
  const { i18n: words } = useLingui()
  const timeZone = useKnownMe()?.workspace?.timeZone
  return (
    <UiProvider locale={words.locale} timeZone={timeZone}>
      {children}
    </UiProvider>
  )
}

function openSignIn(): void {
  void router.navigate({ to: '/sign-in', search: { next: router.state.location.href } })
}
