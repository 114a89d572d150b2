/**
 * Every page of the interface, each loaded when it is opened. A new page is one line here
 * (`page(() => import('../deals/DealsPage.tsx'), 'DealsPage')`) and, when people go there from the rail, one entry in `areas.tsx`.
 */
import {
  createRootRoute,
  createRoute,
  lazyRouteComponent as page,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { z } from 'zod'
import { requireSession } from '../api/session.ts'
import { parseFeedSearch } from '../interests/feed-search.ts'
import { Frame } from './Frame.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage })

/** Outside the frame: nobody is signed in yet. */
const signInSearch = z.object({ next: z.string().startsWith('/').optional().catch(undefined) })
const openPages = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/sign-in',
    validateSearch: signInSearch,
    component: page(() => import('../account/SignInPage.tsx'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/welcome',
    component: page(() => import('../account/WelcomePage.tsx'), 'WelcomePage'),
  }),
]

/** Inside the frame: a member of a workspace. */
const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  beforeLoad: ({ location }) => requireSession(location),
  component: Frame,
})

const settingsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/settings',
  component: page(() => import('../settings/SettingsLayout.tsx'), 'SettingsLayout'),
})
const settingsPages = [
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/',
    component: page(() => import('../settings/SettingsIndex.tsx'), 'SettingsIndex'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/appearance',
    component: page(() => import('../settings/AppearancePage.tsx'), 'AppearancePage'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/products',
    component: page(() => import('../products/ProductsPage.tsx'), 'ProductsPage'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/assignment',
    component: page(() => import('../assignment/AssignmentPage.tsx'), 'AssignmentPage'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/mail-rules',
    component: page(() => import('../mail-rules/MailRulesPage.tsx'), 'MailRulesPage'),
  }),
]

const framePages = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/feed', replace: true })
    },
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/feed',
    validateSearch: parseFeedSearch,
    component: page(() => import('../interests/FeedPage.tsx'), 'FeedPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/report',
    component: page(() => import('../report/ReportPage.tsx'), 'ReportPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/letters',
    component: page(() => import('../letters/LettersPage.tsx'), 'LettersPage'),
  }),
  settingsRoute.addChildren(settingsPages),
]

export const routeTree = rootRoute.addChildren([...openPages, frameRoute.addChildren(framePages)])
