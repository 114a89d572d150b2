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
import { requireSession } from '../api/session.ts'
import { parseFeedSearch } from '../interests/feed-search.ts'
import { parseConversationsSearch } from '../conversations/conversations-search.ts'
import { parseAuditSearch } from '../audit/audit-search.ts'
import { parseLeadsSearch } from '../leads/leads-search.ts'
import { parseLettersSearch } from '../letters/letters-search.ts'
import { Frame } from './Frame.tsx'
import { parseRuleSearch } from '../mail-rules/rule-search.ts'
import { NotFoundPage } from './NotFoundPage.tsx'
import { parsePlannedSearch } from '../planned/planned-search.ts'
import { innerPath, wordOf } from './search-words.ts'

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage })

/** Outside the frame: nobody is signed in yet. */
const signInSearch = (search: Record<string, unknown>): { next?: string | undefined } => ({
  next: innerPath(search['next']),
})
const openPages = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/sign-in',
    validateSearch: signInSearch,
    component: page(() => import('../sign-in/SignInPage.tsx'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/forgot-password',
    component: page(() => import('../sign-in/ForgotPasswordPage.tsx'), 'ForgotPasswordPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/new-password',
    validateSearch: (search: Record<string, unknown>) => ({ token: wordOf(search['token'], 2000) ?? '' }),
    component: page(() => import('../sign-in/NewPasswordPage.tsx'), 'NewPasswordPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/invitation/$token',
    component: page(() => import('../sign-in/InvitationPage.tsx'), 'InvitationPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/welcome',
    component: page(() => import('../welcome/WelcomePage.tsx'), 'WelcomePage'),
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
    path: '/notices',
    component: page(() => import('../notices/NoticeSettingsPage.tsx'), 'NoticeSettingsPage'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/webhooks',
    component: page(() => import('../webhooks/WebhooksPage.tsx'), 'WebhooksPage'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/webhooks/$webhookId',
    component: page(() => import('../webhooks/WebhookPage.tsx'), 'WebhookPage'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/security',
    component: page(() => import('../security/SecurityPage.tsx'), 'SecurityPage'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/members',
    component: page(() => import('../members/MembersPage.tsx'), 'MembersPage'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/roles',
    component: page(() => import('../members/RolesPage.tsx'), 'RolesPage'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/workspace',
    component: page(() => import('../workspaces/WorkspacePage.tsx'), 'WorkspacePage'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/channels',
    component: page(() => import('../channels/ChannelsPage.tsx'), 'ChannelsPage'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/channels/new',
    validateSearch: (search: Record<string, unknown>): { kind?: string | undefined } => ({
      kind: wordOf(search['kind']),
    }),
    component: page(() => import('../channels/NewChannelPage.tsx'), 'NewChannelPage'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/channels/$id',
    component: page(() => import('../channels/ChannelPage.tsx'), 'ChannelPage'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/api-keys',
    component: page(() => import('../api-keys/ApiKeysPage.tsx'), 'ApiKeysPage'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/audit',
    validateSearch: parseAuditSearch,
    component: page(() => import('../audit/AuditPage.tsx'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/jobs',
    component: page(() => import('../jobs/JobsPage.tsx'), 'JobsPage'),
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
    path: '/intents',
    component: page(() => import('../intents/IntentsPage.tsx'), 'IntentsPage'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/conversations',
    component: page(
      () => import('../conversations/ConversationSettingsPage.tsx'),
      'ConversationSettingsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/templates',
    component: page(() => import('../templates/TemplatesPage.tsx'), 'TemplatesPage'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/listening-imports',
    component: page(() => import('../listening-imports/ListeningImportsPage.tsx'), 'ListeningImportsPage'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/greetings',
    component: page(() => import('../greetings/GreetingsPage.tsx'), 'GreetingsPage'),
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
    path: '/conversations',
    validateSearch: parseConversationsSearch,
    component: page(() => import('../conversations/ConversationsPage.tsx'), 'ConversationsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/leads',
    validateSearch: parseLeadsSearch,
    component: page(() => import('../leads/LeadsPage.tsx'), 'LeadsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/planned',
    validateSearch: parsePlannedSearch,
    component: page(() => import('../planned/PlannedPage.tsx'), 'PlannedPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/report',
    component: page(() => import('../report/ReportPage.tsx'), 'ReportPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/letters',
    validateSearch: parseLettersSearch,
    component: page(() => import('../letters/LettersPage.tsx'), 'LettersPage'),
  }),
  // Wider than a section of the settings: the sample letter stands beside the rule.
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/settings/mail-rules/$ruleId',
    validateSearch: parseRuleSearch,
    component: page(() => import('../mail-rules/RuleEditorPage.tsx'), 'RuleEditorPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/notices',
    component: page(() => import('../notices/NoticesPage.tsx'), 'NoticesPage'),
  }),
  settingsRoute.addChildren(settingsPages),
]

export const routeTree = rootRoute.addChildren([...openPages, frameRoute.addChildren(framePages)])
