/** Saved views of the feed: mine and the team's. */
import { z } from 'zod'
import { ById, endpoint, Id, Ok } from './endpoint.ts'
import { FeedOrder, InterestFilter } from './interest-input.ts'

const tag = 'Views'

export const ViewQuery = z.object({
  filter: InterestFilter,
  order: FeedOrder.default('newest'),
  columns: z.array(z.string().max(40)).max(20).optional(),
})

export const SavedView = z.object({
  id: Id,
  name: z.string(),
  shared: z.boolean(),
  mine: z.boolean(),
  query: ViewQuery,
})
export type SavedView = z.infer<typeof SavedView>

export const ViewInput = z.object({
  name: z.string().trim().min(1).max(100),
  shared: z.boolean().default(false),
  query: ViewQuery,
})

export const views = {
  list: endpoint('interests.read', {
    method: 'GET',
    path: '/views',
    summary: 'My views and the team’s',
    tag,
  }).output(z.object({ items: z.array(SavedView) })),
  create: endpoint('interests.read', { method: 'POST', path: '/views', summary: 'Save a view', tag })
    .input(ViewInput)
    .output(SavedView),
  update: endpoint('interests.read', { method: 'PATCH', path: '/views/{id}', summary: 'Change a view', tag })
    .input(ById.extend(ViewInput.partial().shape))
    .output(SavedView),
  remove: endpoint('interests.read', { method: 'DELETE', path: '/views/{id}', summary: 'Delete a view', tag })
    .input(ById)
    .output(Ok),
}
