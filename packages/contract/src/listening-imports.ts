/** Mentions exported from a listening service (YouScan, Brand Analytics, IQBuzz, Medialogia), made cards of (R084). */
import { z } from 'zod'
import { ById, endpoint, Id, Timestamp } from './endpoint.ts'
import { Operation } from './operations.ts'
import { ActorBrief } from './people.ts'
import { SourceType, TriageLevel } from './vocabulary.ts'

const tag = 'Listening imports'

export const listeningFields = [
  'text',
  'title',
  'url',
  'date',
  'time',
  'author',
  'authorUrl',
  'source',
  'tonality',
  'city',
  'views',
] as const
export const ListeningField = z.enum(listeningFields)
export type ListeningField = z.infer<typeof ListeningField>

/** Field -> number of the column, from 0. */
export const ListeningMapping = z.partialRecord(ListeningField, z.number().int().min(0).max(500))
export type ListeningMapping = z.infer<typeof ListeningMapping>

/** Why a row is no card. `later`: stored, and read by itself when the trouble is over. */
export const RowProblem = z.enum(['no_text', 'bad_date', 'refused', 'later'])
export type RowProblem = z.infer<typeof RowProblem>

const ProblemRow = z.object({ row: z.number().int(), problem: RowProblem })

export const ListeningImport = z.object({
  id: Id,
  fileName: z.string(),
  rowCount: z.number().int(),
  by: ActorBrief,
  createdAt: Timestamp,
  undoneAt: Timestamp.nullable(),
  /** Null: uploaded, not started. */
  operationId: Id.nullable(),
  added: z.number().int(),
  known: z.number().int(),
  failed: z.number().int(),
  /** The first hundred. */
  problems: z.array(ProblemRow),
})
export type ListeningImport = z.infer<typeof ListeningImport>

export const ListeningPreview = ListeningImport.extend({
  headings: z.array(z.string()),
  mapping: ListeningMapping,
  /** The mapping was kept from a file with the same headings. */
  remembered: z.boolean(),
  cards: z.array(
    z.object({
      /** As the spreadsheet numbers it. */
      row: z.number().int(),
      problem: RowProblem.nullable(),
      text: z.string(),
      author: z.string().nullable(),
      sourceType: SourceType,
      sourceUrl: z.string().nullable(),
      occurredAt: Timestamp.nullable(),
      level: TriageLevel,
    }),
  ),
})
export type ListeningPreview = z.infer<typeof ListeningPreview>

/** The file itself comes by `POST /listening-imports/file`, which answers `{id}`. */
export const listeningImports = {
  list: endpoint('channels.manage', {
    method: 'GET',
    path: '/listening-imports',
    summary: 'Files of mentions, newest first',
    tag,
  }).output(z.object({ items: z.array(ListeningImport) })),
  preview: endpoint('channels.manage', {
    method: 'POST',
    path: '/listening-imports/{id}/preview',
    summary: 'The first 20 cards as they would be',
    tag,
  })
    .input(ById.extend({ mapping: ListeningMapping.optional() }))
    .output(ListeningPreview),
  start: endpoint('channels.manage', {
    method: 'POST',
    path: '/listening-imports/{id}/start',
    summary: 'Make cards of the rows',
    tag,
  })
    .input(ById.extend({ mapping: ListeningMapping }))
    .output(Operation),
  /** Cards nobody worked with are taken back; the rest stay. */
  undo: endpoint('channels.manage', {
    method: 'DELETE',
    path: '/listening-imports/{id}/cards',
    summary: 'Take the cards back',
    tag,
  })
    .input(ById)
    .output(z.object({ takenBack: z.number().int(), kept: z.number().int() })),
}
