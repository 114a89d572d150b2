/** Templates to a file and from one: JSON keeps everything, CSV opens in a spreadsheet. */
import { TemplateRecord } from '@otklik/contract'
import { and, eq, or } from 'drizzle-orm'
import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { recordAudit } from '../audit/index.ts'
import { actingMemberId } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { invalid } from '../platform/errors.ts'
import { readCsv } from './read-csv.ts'
import { createTemplate, listTemplateRows, updateTemplate } from './templates.ts'
import { templates } from './templates.table.ts'

type Format = 'json' | 'csv'

const columns = ['folder', 'name', 'shortcut', 'purpose', 'shared', 'text'] as const
/** A spreadsheet takes a cell that begins so for a formula. */
const formula = /^[=+\-@\t\r]/

export async function exportTemplates(ctx: Ctx, format: Format): Promise<{ name: string; content: string }> {
  const rows = await listTemplateRows(ctx, { order: 'name' })
  const records: TemplateRecord[] = rows.map(
    ({ name, shortcut, folder, purpose, text, variants, shared }) => ({
      name,
      shortcut,
      folder,
      purpose,
      text,
      variants,
      shared,
    }),
  )
  const content =
    format === 'json'
      ? JSON.stringify({ templates: records }, null, 2)
      : stringify(
          records.map((record) => columns.map((column) => cellOf(record[column]))),
          { header: true, columns: [...columns], bom: true },
        )
  return { name: `otklik-templates.${format}`, content }
}

export async function importTemplates(
  ctx: Ctx,
  { format, content }: { format: Format; content: string },
): Promise<{ created: number; updated: number }> {
  const records = format === 'json' ? readJson(content) : readTable(content)
  const result = { created: 0, updated: 0 }
  for (const record of records) {
    const known = await findKnown(ctx, record)
    if (known) await updateTemplate(ctx, known, record)
    else await createTemplate(ctx, { ...record, fileIds: [], channelIds: [] })
    result[known ? 'updated' : 'created'] += 1
  }
  await recordAudit(ctx, {
    action: 'templates.imported',
    object: { kind: 'template', id: null },
    after: { ...result },
  })
  return result
}

const File = z.object({ templates: z.array(TemplateRecord).max(2000) })

function readJson(content: string): TemplateRecord[] {
  try {
    return File.parse(JSON.parse(content.replace(/^\uFEFF/, ''))).templates
  } catch (cause) {
    throw refusal(cause)
  }
}

function readTable(content: string): TemplateRecord[] {
  const [head = [], ...lines] = readCsv(content)
  const at = (line: string[], column: (typeof columns)[number]) => {
    const cell = line[head.indexOf(column)] ?? ''
    return formula.test(cell.slice(1)) && cell.startsWith("'") ? cell.slice(1) : cell
  }
  if (!head.includes('name') || !head.includes('text'))
    throw invalid(
      'The first line must name the columns: name and text, better also folder, shortcut, purpose, shared',
      {
        content: 'columns',
      },
    )
  try {
    return lines
      .filter((line) => line.some((cell) => cell.trim() !== ''))
      .map((line) =>
        TemplateRecord.parse({
          name: at(line, 'name'),
          text: at(line, 'text'),
          folder: at(line, 'folder'),
          shortcut: at(line, 'shortcut') || null,
          purpose: at(line, 'purpose') || undefined,
          shared: /^(true|1|да|yes)$/i.test(at(line, 'shared')),
        }),
      )
  } catch (cause) {
    throw refusal(cause)
  }
}

function refusal(cause: unknown) {
  const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined
  const place = issue ? `${issue.path.join('.')}: ${issue.message}` : 'this is not the file that was exported'
  return invalid(`The file cannot be read: ${place}`, { content: 'unreadable' })
}

/** Mine of that name before the team's. */
async function findKnown(ctx: Ctx, { name, folder, shared }: TemplateRecord): Promise<string | undefined> {
  const t = templates
  const me = actingMemberId(ctx.actor)
  const [row] = await ctx.db
    .select({ id: t.id })
    .from(t)
    .where(
      and(
        eq(t.workspaceId, ctx.workspaceId),
        eq(t.name, name),
        eq(t.folder, folder),
        eq(t.shared, shared),
        or(eq(t.shared, true), me ? eq(t.memberId, me) : undefined),
      ),
    )
    .limit(1)
  return row?.id
}

function cellOf(value: string | boolean | null): string {
  const text = value === null ? '' : String(value)
  return formula.test(text) ? `'${text}` : text
}
