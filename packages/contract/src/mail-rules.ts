/** Rules of letters (R042): by sender, subject and words a letter becomes this card and no other. The first rule that matches decides. */
import { z } from 'zod'
import { ById, endpoint, Id, Ok, Timestamp } from './endpoint.ts'
import { Operation } from './operations.ts'
import { ActionType, ActivityClass, LetterOutcome, SourceType, TriageLevel } from './vocabulary.ts'

const tag = 'Mail rules'

export const ruleFields = ['from', 'fromName', 'to', 'subject', 'body', 'anywhere'] as const
export const ruleOperators = [
  'contains',
  'notContains',
  'equals',
  'startsWith',
  'endsWith',
  'wildcard',
] as const

/** Compared without regard to case, ё and runs of spaces. In `wildcard` a star stands for anything. */
export const RuleCondition = z.object({
  field: z.enum(ruleFields),
  op: z.enum(ruleOperators),
  value: z.string().trim().min(1).max(300),
})
export type RuleCondition = z.infer<typeof RuleCondition>

export const extractionTargets = [
  'authorName',
  'authorEmail',
  'authorPhone',
  'text',
  'sourceUrl',
  'productName',
] as const
export type ExtractionTarget = (typeof extractionTargets)[number]

/** `label`: the value of a line «Имя: Анна». `example`: what stands between two pieces of text, learned from a marked sample. */
export const ExtractionWay = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('label'), label: z.string().trim().min(1).max(100) }),
  z
    .object({
      kind: z.literal('example'),
      before: z.string().max(300),
      /** A single line feed: up to the end of the line. Empty: up to the end of the letter. */
      after: z.string().max(300),
    })
    .refine((way) => way.before.trim() !== '' || way.after !== '', 'mark words before or after'),
])
export type ExtractionWay = z.infer<typeof ExtractionWay>

export const Extraction = z.object({ target: z.enum(extractionTargets), by: ExtractionWay })
export type Extraction = z.infer<typeof Extraction>

/** `asUsual`: the program decides whether it is a card; `card`: a card even when it looks like a mailing; `ignore`: never a card. */
export const dispositions = ['asUsual', 'card', 'ignore'] as const

/** Null leaves what the program reads by itself. */
export const RuleActions = z.object({
  disposition: z.enum(dispositions).default('asUsual'),
  sourceType: SourceType.nullable().default(null),
  sourceTitle: z.string().trim().min(1).max(200).nullable().default(null),
  activityClass: ActivityClass.nullable().default(null),
  action: ActionType.nullable().default(null),
  isPublic: z.boolean().nullable().default(null),
  level: TriageLevel.nullable().default(null),
  productId: Id.nullable().default(null),
  memberId: Id.nullable().default(null),
  extract: z.array(Extraction).max(12).default([]),
})
export type RuleActions = z.infer<typeof RuleActions>

export const MailRuleInput = z.object({
  name: z.string().trim().min(1).max(100),
  enabled: z.boolean().default(true),
  match: z.enum(['all', 'any']).default('all'),
  conditions: z.array(RuleCondition).min(1).max(20),
  actions: RuleActions,
})
export type MailRuleInput = z.infer<typeof MailRuleInput>

export const MailRule = MailRuleInput.extend({
  id: Id,
  position: z.number().int(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  /** The last work over past letters, as long as it can be taken back. */
  lastApplication: z
    .object({ operationId: Id, at: Timestamp, changed: z.number().int(), undone: z.boolean() })
    .nullable(),
})
export type MailRule = z.infer<typeof MailRule>

/** The card a letter makes, as far as rules can change it. */
export const CardSketch = z.object({
  sourceType: SourceType,
  sourceTitle: z.string().nullable(),
  activityClass: ActivityClass,
  action: ActionType,
  isPublic: z.boolean(),
  level: TriageLevel,
  authorName: z.string().nullable(),
  authorEmail: z.string().nullable(),
  authorPhone: z.string().nullable(),
  /** At most 600 characters. */
  text: z.string(),
  sourceUrl: z.string().nullable(),
  productName: z.string().nullable(),
  memberName: z.string().nullable(),
  unverified: z.boolean(),
})
export type CardSketch = z.infer<typeof CardSketch>

/** What becomes of a letter: its class, and the card when it makes one. */
export const LetterSketch = z.object({
  outcome: LetterOutcome,
  rule: z.string().nullable(),
  card: CardSketch.nullable(),
})
export type LetterSketch = z.infer<typeof LetterSketch>

export const PreviewItem = z.object({
  letterId: Id,
  subject: z.string(),
  from: z.string(),
  arrivedAt: Timestamp,
  now: LetterSketch,
  withRule: LetterSketch,
  /** Names of what differs: fields of the card, or `outcome`. */
  changes: z.array(z.string()),
})
export type PreviewItem = z.infer<typeof PreviewItem>

export const RulePreview = z.object({
  /** Letters looked at: the last 200, login codes and unreadable ones left out. */
  checked: z.number().int(),
  /** The conditions hold and no earlier rule took the letter. */
  matched: z.number().int(),
  changed: z.number().int(),
  /** The conditions hold, but a rule above takes the letter: its name and how many. */
  shadowed: z.array(z.object({ rule: z.string(), count: z.number().int() })),
  items: z.array(PreviewItem),
})
export type RulePreview = z.infer<typeof RulePreview>

/** What one rule takes out of one letter: shown beside the sample while it is marked. */
export const SampleReading = z.object({
  matches: z.boolean(),
  extracted: z.array(z.object({ target: z.enum(extractionTargets), value: z.string().nullable() })),
})
export type SampleReading = z.infer<typeof SampleReading>

const items = z.object({ items: z.array(MailRule) })
const underWay = {
  RULE_WORK_UNDER_WAY: {
    status: 409,
    message: 'This rule is being applied right now: wait for the end or stop it',
  },
}

export const mailRules = {
  list: endpoint('letters.read', {
    method: 'GET',
    path: '/mail-rules',
    summary: 'Rules in order',
    tag,
  }).output(items),
  get: endpoint('letters.read', { method: 'GET', path: '/mail-rules/{id}', summary: 'One rule', tag })
    .input(ById)
    .output(MailRule),
  create: endpoint('rules.manage', {
    method: 'POST',
    path: '/mail-rules',
    summary: 'Add a rule at the end',
    tag,
  })
    .input(MailRuleInput)
    .output(MailRule),
  update: endpoint('rules.manage', {
    method: 'PATCH',
    path: '/mail-rules/{id}',
    summary: 'Change a rule',
    tag,
  })
    .input(
      ById.extend({
        name: MailRuleInput.shape.name.optional(),
        enabled: z.boolean().optional(),
        match: z.enum(['all', 'any']).optional(),
        conditions: MailRuleInput.shape.conditions.optional(),
        actions: RuleActions.optional(),
      }),
    )
    .output(MailRule),
  duplicate: endpoint('rules.manage', {
    method: 'POST',
    path: '/mail-rules/{id}/copy',
    summary: 'Copy a rule, switched off',
    tag,
  })
    .input(ById)
    .output(MailRule),
  remove: endpoint('rules.manage', {
    method: 'DELETE',
    path: '/mail-rules/{id}',
    summary: 'Delete a rule',
    tag,
  })
    .input(ById)
    .output(Ok),
  reorder: endpoint('rules.manage', {
    method: 'PUT',
    path: '/mail-rules/order',
    summary: 'Set the order',
    tag,
  })
    .input(z.object({ ids: z.array(Id).max(500) }))
    .output(items),
  /** Changes nothing. `id` names the rule being edited; without it the rule stands last. */
  preview: endpoint('rules.manage', {
    method: 'POST',
    path: '/mail-rules/preview',
    summary: 'What a rule would do to the last letters',
    tag,
  })
    .input(
      z.object({
        id: Id.nullable().default(null),
        rule: MailRuleInput,
        limit: z.number().int().min(1).max(200).default(200),
      }),
    )
    .output(RulePreview),
  readSample: endpoint('rules.manage', {
    method: 'POST',
    path: '/mail-rules/sample',
    summary: 'What a rule takes out of one letter',
    tag,
  })
    .input(
      z.object({
        letterId: Id,
        rule: MailRuleInput.pick({ match: true, actions: true }).extend({
          conditions: z.array(RuleCondition).max(20),
        }),
      }),
    )
    .output(SampleReading),
  /** `count` changes nothing and ends with the numbers; `apply` changes cards nobody corrected by hand. */
  applyToPast: endpoint('rules.manage', {
    method: 'POST',
    path: '/mail-rules/{id}/application',
    summary: 'Apply a rule to letters already here',
    tag,
  })
    .errors(underWay)
    .input(ById.extend({ mode: z.enum(['count', 'apply']) }))
    .output(Operation),
  undoApplication: endpoint('rules.manage', {
    method: 'POST',
    path: '/mail-rules/applications/{id}/undo',
    summary: 'Take the application of a rule back',
    tag,
  })
    .errors(underWay)
    .input(ById)
    .output(Operation),
}
