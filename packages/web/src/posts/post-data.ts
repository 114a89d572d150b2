/** Posts as the screen needs them: the list of a channel, and what a person does with one. */
import type { Post } from '@otklik/contract'
import { t } from '@lingui/core/macro'
import { showNotice, showUndo } from '@otklik/ui'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { queryClient, showProblem } from '../api/query-client.ts'
import { keepDraft } from '../interests/drafts.ts'

export function postsQuery(channelId: string) {
  return infiniteQueryOptions({
    queryKey: ['posts', channelId],
    queryFn: ({ pageParam, signal }) =>
      api.posts.list({ id: channelId, limit: 20, ...(pageParam && { cursor: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
}

export interface PostValues {
  text: string
  /** Null: at once. */
  publishAt: string | null
}

/** `postId` stays the same when a failed press is repeated, so one press is one post. */
export async function writePost(
  place: { channelId: string; placeId: string; postId: string },
  values: PostValues,
): Promise<boolean> {
  const { channelId: id, placeId, postId } = place
  const made = await run(() => api.posts.create({ id, placeId, postId, ...values }))
  if (!made) return false
  keepDraft('post', id, '')
  showUndo({
    title: made.publishAt === null ? t`Пост публикуется` : t`Пост запланирован`,
    onUndo: () => void takeBack(made),
  })
  return true
}

/** The text returns to the field. */
async function takeBack(post: Post): Promise<void> {
  if (await run(() => api.posts.cancel({ id: post.id }))) keepDraft('post', post.channelId, post.text)
}

export async function changePost({ id }: Post, values: PostValues): Promise<boolean> {
  const changed = await run(() => api.posts.update({ id, ...values }))
  if (changed) showNotice({ tone: 'green', title: t`Пост изменён` })
  return changed !== undefined
}

export async function cancelPost(post: Post): Promise<void> {
  if (await run(() => api.posts.cancel({ id: post.id })))
    showNotice({
      title: t`Пост отменён`,
      action: { words: t`Вернуть текст в поле`, run: () => keepDraft('post', post.channelId, post.text) },
    })
}

export async function resolvePost({ id }: Post, decision: 'published' | 'repeat'): Promise<void> {
  await run(() => api.posts.resolve({ id, decision }))
}

async function run<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call()
  } catch (error) {
    showProblem(error)
    return undefined
  } finally {
    void queryClient.invalidateQueries({ queryKey: ['posts'] })
  }
}
