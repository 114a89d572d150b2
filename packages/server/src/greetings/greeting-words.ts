/** What a person is greeted with: the team's template, or one of the texts in turn. */
import { and, count, eq, isNotNull } from 'drizzle-orm'
import type { FirstWords } from '../conversations/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError } from '../platform/errors.ts'
import { fillTemplate, fillWords, getTemplateRow } from '../templates/index.ts'
import { greetingPeople } from './greetings.table.ts'
import type { PersonRow } from './person-row.ts'
import type { RuleRow } from './rules.ts'

const wordless = {
  ru: 'Приветствие пусто: шаблон удалён, а своих слов нет.',
  en: 'The greeting is empty: its template was deleted and it has no words of its own.',
}

/** Throws CANNOT_WRITE_HERE in words where nothing is left to say. */
export async function chooseWords(ctx: Ctx, rule: RuleRow, row: PersonRow): Promise<FirstWords> {
  const about = { contactId: row.contactId, name: row.name, interestId: null, sourceType: row.sourceType }
  const template = rule.templateId ? await findTemplate(ctx, rule.templateId) : undefined
  if (template) {
    const { text } = await fillTemplate(ctx, template, about)
    return { text, templateId: template.id, fileIds: template.fileIds }
  }
  const words = rule.texts[(await countGreeted(ctx, rule.id)) % Math.max(1, rule.texts.length)]
  if (words === undefined)
    throw new AppError('CANNOT_WRITE_HERE', { message: wordless.en, data: { words: wordless } })
  return { text: (await fillWords(ctx, words, about)).text, templateId: null, fileIds: [] }
}

/** Deleted, or taken from the team since. */
async function findTemplate(ctx: Ctx, id: string) {
  try {
    return await getTemplateRow(ctx, id)
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return undefined
    throw error
  }
}

async function countGreeted(ctx: Ctx, channelId: string): Promise<number> {
  const p = greetingPeople
  const [row] = await ctx.db
    .select({ n: count() })
    .from(p)
    .where(and(eq(p.workspaceId, ctx.workspaceId), eq(p.channelId, channelId), isNotNull(p.greetedAt)))
  return row?.n ?? 0
}
