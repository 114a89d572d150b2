/** Greetings of people who come (R067 to R072, R276): rules per account, everybody who was met, links that tell who sent them, the funnel. */
import { z } from 'zod'
import { ById, endpoint, Id, Ok, pageOf, PageInput, Timestamp } from './endpoint.ts'

const tag = 'Greetings'

/** How a person came: asked to join, wrote first, or only by one of our links. */
export const greetingTriggers = ['request', 'message', 'link'] as const
export const GreetingTrigger = z.enum(greetingTriggers)
export type GreetingTrigger = z.infer<typeof GreetingTrigger>

/**
 * `off`: nobody asked for a greeting then. `waiting`: for the day limit or its turn. `blocked`: the network does not let us write.
 * `unknown`: it may have been sent.
 */
export const greetingStates = ['off', 'waiting', 'queued', 'sent', 'failed', 'unknown', 'blocked'] as const
export const GreetingState = z.enum(greetingStates)
export type GreetingState = z.infer<typeof GreetingState>

export const GreetingRuleInput = z.object({
  enabled: z.boolean(),
  /** Whoever asks to join. */
  onRequest: z.boolean().default(true),
  /** Whoever writes for the first time. */
  onMessage: z.boolean().default(false),
  /** One of the team's templates; otherwise one of `texts`. */
  templateId: Id.nullable().default(null),
  /** Words in turn, with the variables of templates. */
  texts: z.array(z.string().trim().min(1).max(4000)).max(10).default([]),
  /** At most so many in 24 hours. */
  dayLimit: z.number().int().min(1).max(5000).default(100),
  /** Between two greetings of the account. */
  spacingSeconds: z.number().int().min(0).max(3600).default(5),
  /** R067: lets the person in by itself. A greeting goes first: after that the network may take no words. */
  approve: z.enum(['never', 'after_greeting', 'after_answer']).default('never'),
  /** Who has not answered by then is marked «no reply» (R070). */
  silentAfterHours: z.number().int().min(1).max(720).default(72),
})
export type GreetingRuleInput = z.infer<typeof GreetingRuleInput>

export const GreetingRule = GreetingRuleInput.extend({
  channelId: Id,
  channelName: z.string(),
  kind: z.string(),
  /** Can the network tell of requests to join, and let people in. */
  takesRequests: z.boolean(),
  /** Has the network links with a parameter. */
  makesLinks: z.boolean(),
})
export type GreetingRule = z.infer<typeof GreetingRule>

export const ReferralLink = z.object({
  id: Id,
  channelId: Id,
  channelName: z.string(),
  name: z.string(),
  code: z.string(),
  /** Null while the channel does not know its own address. */
  url: z.string().nullable(),
  people: z.number().int(),
  createdAt: Timestamp,
})
export type ReferralLink = z.infer<typeof ReferralLink>

const counts = {
  requests: z.number().int(),
  greetings: z.number().int(),
  replies: z.number().int(),
  referrals: z.number().int(),
  noReply: z.number().int(),
  notSent: z.number().int(),
  waiting: z.number().int(),
  approved: z.number().int(),
}

export const funnelSteps = [
  'requests',
  'greetings',
  'replies',
  'referrals',
  'noReply',
  'notSent',
  'waiting',
  'approved',
] as const
export const FunnelStep = z.enum(funnelSteps)
export type FunnelStep = z.infer<typeof FunnelStep>

export const FunnelRow = z.object({ channelId: Id, channelName: z.string(), ...counts })
export type FunnelRow = z.infer<typeof FunnelRow>

export const GreetedPerson = z.object({
  id: Id,
  channelId: Id,
  channelName: z.string(),
  contactId: Id.nullable(),
  name: z.string().nullable(),
  trigger: GreetingTrigger,
  state: GreetingState,
  /** Why it could not be sent. */
  error: z.string().nullable(),
  cameAt: Timestamp,
  sentAt: Timestamp.nullable(),
  answeredAt: Timestamp.nullable(),
  /** Had time to answer and did not. */
  noReply: z.boolean(),
  approvedAt: Timestamp.nullable(),
  approveError: z.string().nullable(),
  /** By which link or campaign. */
  source: z.string().nullable(),
  conversationId: Id.nullable(),
  interestId: Id.nullable(),
})
export type GreetedPerson = z.infer<typeof GreetedPerson>

/** People who came in these days; the figures count what became of them since. */
const Period = z.object({ from: Timestamp, to: Timestamp, channelId: Id.optional() })

export const greetings = {
  list: endpoint('conversations.read', {
    method: 'GET',
    path: '/greetings',
    summary: 'Greetings of every account with dialogs',
    tag,
  }).output(z.object({ items: z.array(GreetingRule) })),
  save: endpoint('rules.manage', {
    method: 'PUT',
    path: '/greetings/{id}',
    summary: 'Set the greeting of a channel; the id is the channel’s',
    tag,
  })
    .input(ById.extend(GreetingRuleInput.shape))
    .output(GreetingRule),
  funnel: endpoint('reports.read', {
    method: 'GET',
    path: '/greetings/funnel',
    summary: 'Requests, greetings, replies and referrals per channel',
    tag,
  })
    .input(Period)
    .output(z.object({ items: z.array(FunnelRow), total: z.object(counts) })),
  people: endpoint('reports.read', {
    method: 'GET',
    path: '/greetings/people',
    summary: 'The people of one figure of the funnel',
    tag,
  })
    .input(Period.extend({ step: FunnelStep.default('requests') }).extend(PageInput.shape))
    .output(pageOf(GreetedPerson)),
  links: endpoint('conversations.read', {
    method: 'GET',
    path: '/referral-links',
    summary: 'Links that tell by whom a person was sent',
    tag,
  }).output(z.object({ items: z.array(ReferralLink) })),
  createLink: endpoint('rules.manage', {
    method: 'POST',
    path: '/referral-links',
    summary: 'Make a referral link',
    tag,
  })
    .input(z.object({ channelId: Id, name: z.string().trim().min(1).max(100) }))
    .output(ReferralLink),
  removeLink: endpoint('rules.manage', {
    method: 'DELETE',
    path: '/referral-links/{id}',
    summary: 'Remove a referral link; people who came by it keep their source',
    tag,
  })
    .input(ById)
    .output(Ok),
}
