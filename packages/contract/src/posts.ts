/** Posts of the business's own: on its wall or in its channel, at once or at a time. */
import { z } from 'zod'
import { ById, endpoint, Id, PageInput, pageOf, Timestamp } from './endpoint.ts'
import { ActorBrief } from './people.ts'
import { PostState } from './vocabulary.ts'

const tag = 'Posts'

export const Post = z.object({
  id: Id,
  channelId: Id,
  /** The wall or channel it stands in, by the network's name and by people's. */
  place: z.object({ id: z.string(), name: z.string() }),
  text: z.string(),
  /** When it is to come out; null: at once. */
  publishAt: Timestamp.nullable(),
  /** Who waits for `publishAt`: the network itself, or this program. */
  heldBy: z.enum(['network', 'us']),
  state: PostState,
  /** Where it is seen; null until it is out, and where the network gives no address. */
  url: z.string().nullable(),
  /** Why it failed or why nobody knows, in words. */
  error: z.string().nullable(),
  by: ActorBrief,
  createdAt: Timestamp,
  sentAt: Timestamp.nullable(),
})
export type Post = z.infer<typeof Post>

const text = z.string().trim().min(1).max(50_000)

export const posts = {
  list: endpoint('channels.read', {
    method: 'GET',
    path: '/channels/{id}/posts',
    summary: 'Posts written for a channel, the latest first',
    tag,
  })
    .input(ById.extend(PageInput.shape))
    .output(pageOf(Post)),
  create: endpoint('posts.write', {
    method: 'POST',
    path: '/channels/{id}/posts',
    summary: 'Publish a post, or plan it',
    tag,
  })
    .input(
      ById.extend({
        /** Made by the caller, so that a repeated press is one post. */
        postId: Id,
        /** One of the channel's `publishTo`; the only one when absent. */
        placeId: z.string().max(200).optional(),
        text,
        publishAt: Timestamp.nullable(),
      }),
    )
    .output(Post),
  update: endpoint('posts.write', {
    method: 'PATCH',
    path: '/posts/{id}',
    summary: 'Change a post that still waits here, or one that failed',
    tag,
  })
    .input(ById.extend({ text: text.optional(), publishAt: Timestamp.nullable().optional() }))
    .output(Post),
  cancel: endpoint('posts.write', {
    method: 'DELETE',
    path: '/posts/{id}',
    summary: 'Take a post back while it waits here; what the network holds is taken back there',
    tag,
  })
    .input(ById)
    .output(Post),
  resolve: endpoint('posts.write', {
    method: 'POST',
    path: '/posts/{id}/resolution',
    summary: 'Say what became of a post that may have come out, or publish a failed one again',
    tag,
  })
    .input(ById.extend({ decision: z.enum(['published', 'repeat']) }))
    .output(Post),
}
