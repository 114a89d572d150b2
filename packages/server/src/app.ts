/** The list of slices: their endpoints, routes, jobs and reactions. Wiring only. */
import { securityRoutes } from './accounts/security.routes.ts'
import { answerJobs } from './answers/answers.jobs.ts'
import { answerRoutes } from './answers/answers.routes.ts'
import { answerSubscriptions } from './answers/answers.events.ts'
import { apiKeyRoutes } from './api-keys/api-keys.routes.ts'
import { auditRawRoutes } from './audit/audit.raw-routes.ts'
import { auditRoutes } from './audit/audit.routes.ts'
import { assignmentSubscriptions } from './assignment/assignment.events.ts'
import { assignmentRoutes } from './assignment/assignment.routes.ts'
import { takeCall } from './calls/index.ts'
import { channelJobs } from './channels/channels.jobs.ts'
import { channelRawRoutes } from './channels/channels.raw-routes.ts'
import { channelRoutes } from './channels/channels.routes.ts'
import { addMailbox } from './channels/index.ts'
import { hookRoutes } from './channels/hooks.raw-routes.ts'
import { addKeeper } from './channels/keepers.ts'
import { startListeners } from './channels/listeners.ts'
import { submitRoutes } from './channels/submit.routes.ts'
import { addTaker } from './channels/takers.ts'
import { foldConversationCountsJob } from './conversations/conversation-counts.jobs.ts'
import { channelSubscriptions } from './channels/channels.events.ts'
import { conversationSubscriptions } from './conversations/conversations.events.ts'
import { conversationRoutes, conversationSettingsRoutes } from './conversations/conversations.routes.ts'
import { messageFileJobs } from './conversations/fetch-files.jobs.ts'
import { outboxJobs } from './conversations/outbox.jobs.ts'
import { timerJobs } from './conversations/timers.jobs.ts'
import { takeMessage } from './conversations/take-message.ts'
import {
  takeEdited as takeMessageEdited,
  takePermission,
  takeReceipt,
  takeRemoved as takeMessageRemoved,
  takeRestored as takeMessageRestored,
  takeTyping,
} from './conversations/take-signals.ts'
import { consentRawRoutes } from './consents/consents.raw-routes.ts'
import { contactRoutes } from './contacts/contacts.routes.ts'
import { contactRawRoutes } from './contacts/photo.raw-routes.ts'
import { sweepFilesJob } from './files/files.jobs.ts'
import { fileRoutes } from './files/files.raw-routes.ts'
import { greetingJobs } from './greetings/greetings.jobs.ts'
import { greetingRoutes } from './greetings/greetings.routes.ts'
import { greetingSubscriptions } from './greetings/greetings.events.ts'
import { bulkJob, forgetBulkJob } from './interests/bulk.jobs.ts'
import { foldCountsJob } from './interests/interest-counts.jobs.ts'
import { intentRoutes } from './intents/intents.routes.ts'
import { takeEdited, takeRemoved, takeRestored, takeWithdrawn } from './interests/interest-signals.ts'
import { sweepPendingJob } from './interests/pending.jobs.ts'
import { interestRoutes } from './interests/interests.routes.ts'
import { jobRoutes } from './jobs/jobs.routes.ts'
import { sendInvitationJob } from './members/invitation-letter.ts'
import { memberRoutes } from './members/members.routes.ts'
import { noticeSubscriptions } from './notices/notices.events.ts'
import { forgetNoticesJob, sweepNoticesJob, tellJob } from './notices/notices.jobs.ts'
import { sendLetterJob } from './notices/letter.ts'
import { noticeRoutes } from './notices/notices.routes.ts'
import { sendPushJob } from './notices/push.ts'
import { operationRoutes } from './operations/operations.routes.ts'
import { leadRoutes } from './leads/leads.routes.ts'
import { keepLetter } from './letters/index.ts'
import { importJob } from './listening-imports/listening-imports.jobs.ts'
import { listeningImportRawRoutes } from './listening-imports/listening-imports.raw-routes.ts'
import { listeningImportRoutes } from './listening-imports/listening-imports.routes.ts'
import { letterRawRoutes } from './letters/letters.raw-routes.ts'
import { letterRoutes } from './letters/letters.routes.ts'
import { mailRuleJobs } from './mail-rules/applications.jobs.ts'
import { mailRuleRoutes } from './mail-rules/mail-rules.routes.ts'
import type { Subscription } from './platform/events.ts'
import { forgetLiveEventsJob } from './platform/live-clean.ts'
import { liveRoute } from './platform/http/live-route.ts'
import type { RawRoute } from './platform/http/raw-route.ts'
import type { AnyJob } from './platform/jobs.ts'
import type { Service } from './platform/service.ts'
import { plannedContactRoutes } from './planned-contacts/planned-contacts.routes.ts'
import { remindJob } from './planned-contacts/planned-contacts.jobs.ts'
import { postJobs } from './posts/posts.jobs.ts'
import { postRoutes } from './posts/posts.routes.ts'
import { productRoutes } from './products/products.routes.ts'
import { previewLink } from './proofs/proofs.jobs.ts'
import { proofRoutes } from './proofs/proofs.routes.ts'
import { reportRawRoutes } from './reports/reports.raw-routes.ts'
import { reportRoutes } from './reports/reports.routes.ts'
import { templateSubscriptions } from './templates/templates.events.ts'
import { templateRoutes } from './templates/templates.routes.ts'
import { keepForVisitor, siteRawRoutes } from './site/index.ts'
import { viewRoutes } from './views/views.routes.ts'
import { sendPastJob } from './webhooks/past.ts'
import { webhookSubscriptions } from './webhooks/webhooks.events.ts'
import { deliverJob, forgetDeliveriesJob, sweepWebhooksJob } from './webhooks/webhooks.jobs.ts'
import { webhookRoutes } from './webhooks/webhooks.routes.ts'
import { workspaceRoutes } from './workspaces/workspaces.routes.ts'

export const router = {
  apiKeys: apiKeyRoutes,
  assignment: assignmentRoutes,
  audit: auditRoutes,
  channels: channelRoutes,
  contacts: contactRoutes,
  greetings: greetingRoutes,
  intents: intentRoutes,
  conversations: conversationRoutes,
  conversationSettings: conversationSettingsRoutes,
  // Proofs and answers add their endpoints of the same noun here.
  interests: { ...interestRoutes, ...proofRoutes, ...submitRoutes, ...answerRoutes },
  jobs: jobRoutes,
  members: memberRoutes,
  notices: noticeRoutes,
  operations: operationRoutes,
  security: securityRoutes,
  workspaces: workspaceRoutes,
  leads: leadRoutes,
  letters: letterRoutes,
  listeningImports: listeningImportRoutes,
  mailRules: mailRuleRoutes,
  plannedContacts: plannedContactRoutes,
  posts: postRoutes,
  products: productRoutes,
  reports: reportRoutes,
  templates: templateRoutes,
  views: viewRoutes,
  webhooks: webhookRoutes,
}

export const rawRoutes: readonly RawRoute[] = [
  liveRoute,
  ...auditRawRoutes,
  ...consentRawRoutes,
  ...contactRawRoutes,
  ...fileRoutes,
  ...letterRawRoutes,
  ...listeningImportRawRoutes,
  ...hookRoutes,
  ...channelRawRoutes,
  ...reportRawRoutes,
  ...siteRawRoutes,
]

export const jobs: readonly AnyJob[] = [
  bulkJob,
  foldCountsJob,
  sweepPendingJob,
  forgetLiveEventsJob,
  forgetBulkJob,
  sweepFilesJob,
  previewLink,
  remindJob,
  ...channelJobs,
  ...mailRuleJobs,
  ...answerJobs,
  ...outboxJobs,
  ...postJobs,
  ...timerJobs,
  ...greetingJobs,
  ...messageFileJobs,
  foldConversationCountsJob,
  sendInvitationJob,
  tellJob,
  sweepNoticesJob,
  forgetNoticesJob,
  sendLetterJob,
  sendPushJob,
  deliverJob,
  sweepWebhooksJob,
  forgetDeliveriesJob,
  sendPastJob,
  importJob,
]

export const subscriptions: readonly Subscription[] = [
  ...answerSubscriptions,
  ...assignmentSubscriptions,
  ...channelSubscriptions,
  ...conversationSubscriptions,
  ...greetingSubscriptions,
  ...noticeSubscriptions,
  ...templateSubscriptions,
  ...webhookSubscriptions,
]

/** What runs beside the workers for as long as the process does. */
export const services: readonly Service[] = [startListeners]

addKeeper('email', keepLetter)
addMailbox('site', keepForVisitor)
addTaker('edited', takeEdited, 'interest')
addTaker('removed', takeRemoved, 'interest')
addTaker('restored', takeRestored, 'interest')
addTaker('withdrawn', takeWithdrawn)
addTaker('message', takeMessage)
addTaker('edited', takeMessageEdited, 'message')
addTaker('removed', takeMessageRemoved, 'message')
addTaker('restored', takeMessageRestored, 'message')
addTaker('receipt', takeReceipt)
addTaker('permission', takePermission)
addTaker('typing', takeTyping)
addTaker('call', takeCall)
