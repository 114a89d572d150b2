/** Prepared texts (R061, R062, R158, R276): folders, mine and the team's, variables, files, words per network. */
import { z } from 'zod'
import { ById, endpoint, Id, listOf, Ok, Timestamp } from './endpoint.ts'
import { Attachment } from './interest-card.ts'
import { ActorBrief } from './people.ts'
import { SourceType } from './vocabulary.ts'

const tag = 'Templates'

/** What a text may hold in braces; the English names mean the same. */
export const templateVariables = {
  имя: 'name',
  имя_родительный: 'name_genitive',
  товар: 'product',
  оператор: 'operator',
  компания: 'company',
} as const

const TemplateText = z.string().trim().min(1).max(20_000)

export const TemplateInput = z.object({
  name: z.string().trim().min(1).max(100),
  /** Typed after `/` in the composer. */
  shortcut: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}_-]{1,40}$/u, 'letters, digits, - and _')
    .nullable()
    .default(null),
  /** `Доставка / Регионы`: levels parted by a slash; empty is the top. */
  folder: z.string().trim().max(200).default(''),
  /** `first`: one of the set of first messages (R062). */
  purpose: z.enum(['answer', 'first']).default('answer'),
  text: TemplateText,
  /** Other words for a network, for one with shorter messages or another tone. */
  variants: z
    .array(z.object({ sourceType: SourceType, text: TemplateText }))
    .max(20)
    .default([]),
  fileIds: z.array(Id).max(10).default([]),
  /** Empty: for every channel. R276: sets per account. */
  channelIds: z.array(Id).max(100).default([]),
  /** False: only mine. */
  shared: z.boolean().default(false),
})
export type TemplateInput = z.infer<typeof TemplateInput>

export const Template = TemplateInput.omit({ fileIds: true }).extend({
  id: Id,
  attachments: z.array(Attachment),
  by: ActorBrief,
  usedCount: z.number().int(),
  lastUsedAt: Timestamp.nullable(),
  updatedAt: Timestamp,
  /** May the reader change it. */
  editable: z.boolean(),
})
export type Template = z.infer<typeof Template>

/** Without whose it is: a file of templates goes from one workspace to another. */
export const TemplateRecord = TemplateInput.omit({ fileIds: true, channelIds: true })
export type TemplateRecord = z.infer<typeof TemplateRecord>

export const templates = {
  list: endpoint('conversations.read', { method: 'GET', path: '/templates', summary: 'Templates', tag })
    .input(
      z.object({
        q: z.string().max(200).optional(),
        purpose: listOf(z.enum(['answer', 'first'])).optional(),
        /** Only those that fit this channel. */
        channelId: Id.optional(),
        order: z.enum(['used', 'name']).default('used'),
      }),
    )
    .output(z.object({ items: z.array(Template), folders: z.array(z.string()) })),
  create: endpoint('conversations.work', {
    method: 'POST',
    path: '/templates',
    summary: 'Add a template',
    tag,
  })
    .input(TemplateInput)
    .output(Template),
  update: endpoint('conversations.work', {
    method: 'PATCH',
    path: '/templates/{id}',
    summary: 'Change a template',
    tag,
  })
    .input(ById.extend(TemplateInput.partial().shape))
    .output(Template),
  remove: endpoint('conversations.work', {
    method: 'DELETE',
    path: '/templates/{id}',
    summary: 'Delete a template',
    tag,
  })
    .input(ById)
    .output(Ok),
  /** The text as it would go out, for a dialog or a card. What is not known is left out with its comma, never shown in braces. */
  render: endpoint('conversations.read', {
    method: 'POST',
    path: '/templates/{id}/rendering',
    summary: 'The words for this person',
    tag,
  })
    .input(ById.extend({ conversationId: Id.optional(), interestId: Id.optional() }))
    .output(
      z.object({
        text: z.string(),
        attachments: z.array(Attachment),
        /** Variables that were not known here. */
        missing: z.array(z.string()),
      }),
    ),
  exportAll: endpoint('conversations.work', {
    method: 'GET',
    path: '/templates/file',
    summary: 'The team’s and my templates as a file',
    tag,
  })
    .input(z.object({ format: z.enum(['json', 'csv']).default('json') }))
    .output(z.object({ name: z.string(), content: z.string() })),
  /** Equal name and folder are replaced; nothing else is touched. */
  importAll: endpoint('conversations.work', {
    method: 'POST',
    path: '/templates/file',
    summary: 'Take templates from a file',
    tag,
  })
    .input(z.object({ format: z.enum(['json', 'csv']), content: z.string().max(2_000_000) }))
    .output(z.object({ created: z.number().int(), updated: z.number().int() })),
}
