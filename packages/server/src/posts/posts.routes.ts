import { inWorkspace } from '../platform/http/api.ts'
import { listPosts } from './post-row.ts'
import { cancelPost, createPost, resolvePost, updatePost } from './posts.ts'

const route = inWorkspace.posts

export const postRoutes = {
  list: route.list.handler(({ context, input }) => listPosts(context.ctx, input)),
  create: route.create.handler(({ context, input }) => createPost(context.ctx, input)),
  update: route.update.handler(({ context, input }) => updatePost(context.ctx, input)),
  cancel: route.cancel.handler(({ context, input }) => cancelPost(context.ctx, input.id)),
  resolve: route.resolve.handler(({ context, input }) => resolvePost(context.ctx, input)),
}
