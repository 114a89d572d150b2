import { inWorkspace } from '../platform/http/api.ts'
import { answerInDialog, cancelInDialog, listDialogAnswers, resolveInDialog } from './dialog-answers.ts'
import { cancelAnswer, createAnswer, listAnswers, resolveAnswer } from './answers.ts'

/** Stand among the routes of interests. */
export const answerRoutes = {
  answers: inWorkspace.interests.answers.handler(async ({ context: { ctx }, input }) => {
    const { items } = await listAnswers(ctx, input.id)
    return { items: [...items, ...(await listDialogAnswers(ctx, input.id))] }
  }),
  answer: inWorkspace.interests.answer.handler(
    async ({ context: { ctx }, input }) =>
      (await answerInDialog(ctx, input)) ?? (await createAnswer(ctx, input)),
  ),
  cancelAnswer: inWorkspace.interests.cancelAnswer.handler(
    async ({ context: { ctx }, input }) =>
      (await cancelInDialog(ctx, input.id, input.answerId)) ??
      (await cancelAnswer(ctx, input.id, input.answerId)),
  ),
  resolveAnswer: inWorkspace.interests.resolveAnswer.handler(
    async ({ context: { ctx }, input }) =>
      (await resolveInDialog(ctx, input)) ?? (await resolveAnswer(ctx, input)),
  ),
}
