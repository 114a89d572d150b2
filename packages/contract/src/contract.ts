/** Every endpoint of the API, by noun. */
import { assignment } from './assignment.ts'
import { channels } from './channels.ts'
import { contacts } from './contacts.ts'
import { intents } from './intents.ts'
import { conversations } from './conversations.ts'
import { conversationSettings } from './conversation-settings.ts'
import { greetings } from './greetings.ts'
import { interests } from './interests.ts'
import { leads } from './leads.ts'
import { letters } from './letters.ts'
import { mailRules } from './mail-rules.ts'
import { listeningImports } from './listening-imports.ts'
import { members } from './members.ts'
import { notices } from './notices.ts'
import { operations } from './operations.ts'
import { plannedContacts } from './planned-contacts.ts'
import { posts } from './posts.ts'
import { products } from './products.ts'
import { reports } from './reports.ts'
import { templates } from './templates.ts'
import { views } from './views.ts'
import { apiKeys } from './api-keys.ts'
import { audit } from './audit.ts'
import { jobs } from './jobs.ts'
import { security } from './security.ts'
import { webhooks } from './webhooks.ts'
import { workspaces } from './workspaces.ts'

export const contract = {
  security,
  jobs,
  audit,
  apiKeys,
  assignment,
  channels,
  contacts,
  intents,
  conversations,
  conversationSettings,
  greetings,
  interests,
  leads,
  letters,
  listeningImports,
  mailRules,
  members,
  notices,
  operations,
  plannedContacts,
  posts,
  products,
  reports,
  templates,
  views,
  webhooks,
  workspaces,
}
