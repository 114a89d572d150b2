/**
 * The words of the field, one name for one thing in table, code, API and screen.
 * Lists marked "open" may be extended by data (a rule, an API caller); the rest are closed.
 */
import { z } from 'zod'

/** R004: every interest falls into exactly one of the five. */
export const activityClasses = ['social', 'site_form', 'review', 'mail', 'chat'] as const
export const ActivityClass = z.enum(activityClasses)
export type ActivityClass = z.infer<typeof ActivityClass>

const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_]{0,39}$/, 'latin letters, digits and underscores, at most 40')

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
  'activity',
] as const
export const ActionType = slug
export type ActionType = (typeof actionTypes)[number] | (string & {})

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
export const SourceType = slug
export type SourceType = (typeof sourceTypes)[number] | (string & {})

/** R101: in order of work, the most urgent last in the list and first in the feed. */
export const triageLevels = ['junk', 'irrelevant', 'positive_neutral', 'negative', 'critical'] as const
export const TriageLevel = z.enum(triageLevels)
export type TriageLevel = z.infer<typeof TriageLevel>

/** R256. */
export const roles = ['owner', 'administrator', 'head', 'manager', 'quality_control', 'analyst'] as const
export const Role = z.enum(roles)
export type Role = z.infer<typeof Role>

/** R049 to R051. */
export const assignmentStrategies = ['claimFirst', 'roundRobin', 'leastLoaded'] as const
export const AssignmentStrategy = z.enum(assignmentStrategies)
export type AssignmentStrategy = z.infer<typeof AssignmentStrategy>

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
export const LetterOutcome = z.enum(letterOutcomes)
export type LetterOutcome = z.infer<typeof LetterOutcome>

/** How an interest became processed. */
export const processedWays = ['answer', 'proof', 'reason', 'no_reply_needed'] as const
export const ProcessedWay = z.enum(processedWays)
export type ProcessedWay = z.infer<typeof ProcessedWay>

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
export const DeliveryState = z.enum(deliveryStates)
export type DeliveryState = z.infer<typeof DeliveryState>
