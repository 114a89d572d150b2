/**
 * The words of the field as plain lists. Apart from the schemas, so that a screen that only needs the words does not load a validator.
 * Lists marked "open" may be extended by data (a rule, an API caller); the rest are closed.
 */

/** R004: every interest falls into exactly one of the five. */
export const activityClasses = ['social', 'site_form', 'review', 'mail', 'chat'] as const

/** R002: what the person did. Open: an API caller or a rule may bring a word of its own. */
export const actionTypes = [
  'like',
  'repost',
  'comment',
  'review',
  'enquiry',
  'question',
  'mention',
  'subscription',
  'click_through',
  'form_submission',
  'email',
  'chat_message',
  'call',
  'missed_call',
  'outgoing_call',
  'order',
  'activity',
] as const

/** R005, R020: the concrete network, site or mailbox. Open. */
export const sourceTypes = [
  'vk',
  'ok',
  'telegram',
  'max',
  'whatsapp',
  'facebook',
  'instagram',
  'x',
  'youtube',
  'avito',
  'yandex_maps',
  '2gis',
  'site_form',
  'site_comment',
  'site_chat',
  'mailbox',
  'phone',
  'api',
  'sandbox',
  'other',
] as const

/** R101: in order of work, the most urgent last in the list and first in the feed. */
export const triageLevels = ['junk', 'irrelevant', 'positive_neutral', 'negative', 'critical'] as const

/** R256. */
export const roles = ['owner', 'administrator', 'head', 'manager', 'quality_control', 'analyst'] as const

/** R049 to R051. */
export const assignmentStrategies = ['claimFirst', 'roundRobin', 'leastLoaded'] as const

/** What became of an incoming letter. The order of the first eight is the order of the tests. */
export const letterOutcomes = [
  'bounce',
  'complaint',
  'receipt',
  'auto_reply',
  'list',
  'own',
  'secret',
  'interest',
  'duplicate',
  'unreadable',
] as const

/** How a lead ended. */
export const leadOutcomes = ['customer', 'lost'] as const

export const leadStates = ['open', ...leadOutcomes] as const

export const plannedContactStates = ['planned', 'done', 'cancelled'] as const

/** How an interest became processed. `withdrawn`: everybody took their act back at the source. */
export const processedWays = ['answer', 'proof', 'reason', 'no_reply_needed', 'withdrawn'] as const

/** What a person may do at the network with what a card is about. */
export const interestActs = ['like', 'unlike', 'hide', 'unhide', 'remove', 'approve', 'decline'] as const

/** The life of an outgoing answer. `unknown`: the connection broke after the text went out; nobody resends it blindly. */
export const deliveryStates = [
  'queued',
  'sending',
  'sent',
  'failed',
  'bounced',
  'unknown',
  'cancelled',
] as const

/** The life of a post of ours. `scheduled`: the network took it and publishes it by itself. `unknown`: it may be out; nobody repeats it blindly. */
export const postStates = [
  'queued',
  'sending',
  'scheduled',
  'published',
  'failed',
  'unknown',
  'cancelled',
] as const

/** A planned post is given to the network's own schedule from so far ahead: the undo and a few tries fit before its time. */
export const postAheadMs = 10 * 60_000

/** The tabs of the feed. Counters of the tabs, the rail and the title come from one place. */
export const feedTabs = [
  'all',
  'mine',
  'unassigned',
  'unanswered',
  'public',
  'conflicts',
  'handed_over',
  'leads',
  'auto',
] as const

/** The tabs of dialogs. */
export const conversationTabs = [
  'mine',
  'new',
  'all',
  'unanswered',
  'snoozed',
  'closed',
  'colleagues',
] as const

/** `new`: nobody accepted it yet. */
export const conversationStates = ['new', 'open', 'closed'] as const

/** The life of our message. `unknown`: the connection broke after it went out; what stands behind it waits for a person. */
export const messageStates = [
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  'unknown',
  'cancelled',
] as const

/** What a dialog may be bound to (R231). */
export const boundKinds = ['interest', 'contact', 'company', 'deal', 'request', 'task'] as const
