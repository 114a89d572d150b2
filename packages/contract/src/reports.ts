/** The joint report (R006, R015, R177, R189, R192): one page of figures, each of which opens its rows. */
import { z } from 'zod'
import { endpoint, Flag, Id, PageInput, pageOf, Timestamp } from './endpoint.ts'
import { Interest } from './interest-card.ts'
import { InterestFilter } from './interest-input.ts'
import { MemberBrief } from './people.ts'
import { ActivityClass, SourceType } from './vocabulary.ts'

const tag = 'Reports'

/** From where the wait for the first answer is counted: when it happened at the source, or when it reached the feed. */
export const WaitFrom = z.enum(['occurred', 'received'])
export type WaitFrom = z.infer<typeof WaitFrom>

/** Filters of the feed over a period: `from` counts, `to` does not. */
export const ReportFilter = InterestFilter.extend({ from: Timestamp, to: Timestamp })
export type ReportFilter = z.infer<typeof ReportFilter>

export const Wait = z.object({
  /** Cards with a first answer, from which the seconds are taken. */
  answered: z.number().int(),
  /** Seconds by nearest rank: exact below ten minutes, longer waits are cut down to a step of at most 2 %. Null without answers. */
  median: z.number().int().nullable(),
  p90: z.number().int().nullable(),
})
export type Wait = z.infer<typeof Wait>

export const Figures = z.object({
  interests: z.number().int(),
  processed: z.number().int(),
  withProof: z.number().int(),
  /** Not processed yet. */
  unanswered: z.number().int(),
  publicUnanswered: z.number().int(),
  /** Negative and super-important, not processed yet. */
  conflicts: z.number().int(),
  /** Made leads, whatever became of them: with `interests` this is the conversion (R003). */
  leads: z.number().int(),
  /** What people did: a card of many likes counts each of them, `interests` counts the card. */
  acts: z.number().int(),
})
export type Figures = z.infer<typeof Figures>

export const ReportTotals = Figures.extend({
  /** Different contacts; equal identity is one person. */
  people: z.number().int(),
  wait: Wait,
})
export type ReportTotals = z.infer<typeof ReportTotals>

/** A line of a breakdown. `previous` is the number of interests in the previous period. */
const line = Figures.extend({ previous: z.number().int() })

export const ReportLine = line.extend({ key: z.string() })
export type ReportLine = z.infer<typeof ReportLine>
/** `key` null: without a channel, a product or a responsible. */
export const NamedLine = line.extend({ key: Id.nullable(), name: z.string().nullable() })
export type NamedLine = z.infer<typeof NamedLine>

export const JointReport = z.object({
  period: z.object({
    from: Timestamp,
    to: Timestamp,
    timeZone: z.string(),
    /** Equal and just before; while the period still runs, cut at the same moment of it. */
    previous: z.object({ from: Timestamp, to: Timestamp }),
  }),
  totals: ReportTotals,
  previous: ReportTotals,
  /** R006: every source type of the period, whatever source types the filter names. */
  sources: z.array(z.object({ sourceType: SourceType, interests: z.number().int() })),
  bySourceType: z.array(ReportLine.extend({ wait: Wait })),
  byChannel: z.array(NamedLine),
  byClass: z.array(line.extend({ key: ActivityClass })),
  byAction: z.array(ReportLine),
  /** The largest hundred. */
  byProduct: z.array(NamedLine),
  byResponsible: z.array(line.extend({ key: Id.nullable(), member: MemberBrief.nullable(), wait: Wait })),
  /** Every day of the period in the zone of the workspace, also the empty ones. */
  byDay: z.array(Figures.extend({ day: z.iso.date() })),
  /** R177. */
  byMonth: z.array(Figures.extend({ month: z.string().regex(/^\d{4}-\d{2}$/) })),
  /** R177: the largest twenty products by month. */
  seasons: z.array(
    z.object({
      key: Id.nullable(),
      name: z.string().nullable(),
      months: z.record(z.string(), z.number().int()),
    }),
  ),
  /** `weekday` 1 is Monday. Only hours in which something came. */
  byHour: z.array(
    z.object({
      weekday: z.number().int().min(1).max(7),
      hour: z.number().int().min(0).max(23),
      interests: z.number().int(),
    }),
  ),
})
export type JointReport = z.infer<typeof JointReport>

/** R015: people of the period by the source of their first and of their last touch in the whole history up to its end. */
export const Attribution = z.object({
  /** People with at least one card in the period. */
  people: z.number().int(),
  /** Those of them with several touches: the matrix holds them. */
  several: z.number().int(),
  matrix: z.array(z.object({ first: SourceType, last: SourceType, people: z.number().int() })),
  /** People whose last touch is the site while the first was elsewhere: by last touch they would count as "site" only. */
  siteOnly: z.number().int(),
})
export type Attribution = z.infer<typeof Attribution>

/** Rows of a figure the filters of the feed cannot name: an hour of a weekday, a pair of touches, cards without a channel. */
export const ReportRowsFilter = ReportFilter.extend({
  weekday: z.coerce.number().int().min(1).max(7).optional(),
  hour: z.coerce.number().int().min(0).max(23).optional(),
  firstTouch: SourceType.optional(),
  lastTouch: SourceType.optional(),
  withoutChannel: Flag.optional(),
})
export type ReportRowsFilter = z.infer<typeof ReportRowsFilter>

export const reports = {
  joint: endpoint('reports.read', { method: 'GET', path: '/reports/joint', summary: 'The joint report', tag })
    .input(ReportFilter.extend({ waitFrom: WaitFrom.default('received') }))
    .output(JointReport),
  attribution: endpoint('reports.read', {
    method: 'GET',
    path: '/reports/attribution',
    summary: 'First and last touch',
    tag,
  })
    .input(ReportFilter)
    .output(Attribution),
  rows: endpoint('interests.read', {
    method: 'GET',
    path: '/reports/rows',
    summary: 'Rows of a figure, newest first',
    tag,
  })
    .input(PageInput.extend(ReportRowsFilter.shape))
    .output(pageOf(Interest).extend({ count: z.number().int() })),
}
