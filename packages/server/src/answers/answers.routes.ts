import { inWorkspace } from '../platform/http/api.ts'
import { cancelAnswer, createAnswer, listAnswers, resolveAnswer } from './answers.ts'

/** Stand among the routes of interests. */
export const answerRoutes = {
  answers: inWorkspace.interests.answers.handler(({ context, input }) => listAnswers(context.ctx, input.id)),
  answer: inWorkspace.interests.answer.handler(({ context, input }) => createAnswer(context.ctx, input)),
  cancelAnswer: inWorkspace.interests.cancelAnswer.handler(({ context, input }) =>
    cancelAnswer(context.ctx, input.id, input.answerId),
  ),
  resolveAnswer: inWorkspace.interests.resolveAnswer.handler(({ context, input }) =>
    resolveAnswer(context.ctx, input),
  ),
}
