/**
 * The words of the field, one name for one thing in table, code, API and screen.
 * Lists marked "open" may be extended by data (a rule, an API caller); the rest are closed.
 */
import { z } from 'zod'
import {
  activityClasses,
  triageLevels,
  roles,
  assignmentStrategies,
  leadOutcomes,
  leadStates,
  letterOutcomes,
  processedWays,
  interestActs,
  deliveryStates,
  postStates,
  conversationTabs,
  conversationStates,
  messageStates,
  boundKinds,
} from './words.ts'
import type { actionTypes, sourceTypes } from './words.ts'

export const ActivityClass = z.enum(activityClasses)
export type ActivityClass = z.infer<typeof ActivityClass>

const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_]{0,39}$/, 'latin letters, digits and underscores, at most 40')

export const ActionType = slug
export type ActionType = (typeof actionTypes)[number] | (string & {})

export const SourceType = slug
export type SourceType = (typeof sourceTypes)[number] | (string & {})

export const TriageLevel = z.enum(triageLevels)
export type TriageLevel = z.infer<typeof TriageLevel>

export const Role = z.enum(roles)
export type Role = z.infer<typeof Role>

export const AssignmentStrategy = z.enum(assignmentStrategies)
export type AssignmentStrategy = z.infer<typeof AssignmentStrategy>

export const LeadOutcome = z.enum(leadOutcomes)
export type LeadOutcome = z.infer<typeof LeadOutcome>

export const LeadState = z.enum(leadStates)
export type LeadState = z.infer<typeof LeadState>

export const LetterOutcome = z.enum(letterOutcomes)
export type LetterOutcome = z.infer<typeof LetterOutcome>

export const ProcessedWay = z.enum(processedWays)
export type ProcessedWay = z.infer<typeof ProcessedWay>

export const InterestAct = z.enum(interestActs)
export type InterestAct = z.infer<typeof InterestAct>

export const DeliveryState = z.enum(deliveryStates)
export type DeliveryState = z.infer<typeof DeliveryState>

export const PostState = z.enum(postStates)
export type PostState = z.infer<typeof PostState>

export const ConversationTab = z.enum(conversationTabs)
export type ConversationTab = z.infer<typeof ConversationTab>

export const ConversationState = z.enum(conversationStates)
export type ConversationState = z.infer<typeof ConversationState>

export const MessageState = z.enum(messageStates)
export type MessageState = z.infer<typeof MessageState>

export const BoundKind = z.enum(boundKinds)
export type BoundKind = z.infer<typeof BoundKind>
