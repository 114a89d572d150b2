import type { Post } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Stack } from '@mantine/core'
import { Chip, DateTime, useLocale, useNow } from '@otklik/ui'
import { IconExternalLink } from '@tabler/icons-react'
import { useState } from 'react'
import { withLinks } from '../conversations/with-links.tsx'
import { wallOf } from '../planned/wall-moment.ts'
import { actorWords } from '../words/actors.ts'
import { cancelPost, changePost, resolvePost } from './post-data.ts'
import { postStateWords } from './post-words.ts'
import { firstTime, isReady, PostFields, usePostMoment, type PostDraft } from './PostFields.tsx'
import classes from './Posts.module.css'

interface PostItemProps {
  post: Post
  textLimit: number | null
  schedules: boolean
  mayWrite: boolean
}

/** One post: what it says, what became of it, and what can be done with it. */
export function PostItem(props: PostItemProps) {
  const { post, mayWrite } = props
  const { t } = useLingui()
  const [isChanging, setChanging] = useState(false)
  const { words, tone } = postStateWords(post, useNow())
  return (
    <li className={classes['item']}>
      <p className={classes['text']}>{post.text}</p>
      <div className={classes['foot']}>
        <Chip tone={tone}>{words}</Chip>
        <span>
          {post.publishAt !== null && (
            <>
              <Trans>
                на <DateTime value={post.publishAt} />
              </Trans>
              {' · '}
            </>
          )}
          {post.place.name} · {actorWords(post.by)} · <DateTime value={post.sentAt ?? post.createdAt} />
        </span>
        {post.url !== null && (
          <a href={post.url} target="_blank" rel="noreferrer" className={classes['link']}>
            <Trans>Открыть пост</Trans> <IconExternalLink size={14} aria-hidden />
          </a>
        )}
      </div>
      {post.error !== null && <p className={classes['error']}>{withLinks(post.error)}</p>}
      {mayWrite && <PostActs post={post} onChange={() => setChanging(true)} />}
      <Modal opened={isChanging} onClose={() => setChanging(false)} title={t`Изменить пост`}>
        <PostEditor {...props} onClose={() => setChanging(false)} />
      </Modal>
    </li>
  )
}

/** A waiting post is changed or taken back, a failed one corrected and repeated; of an unclear one a person says what became of it. */
function PostActs({ post, onChange }: { post: Post; onChange: () => void }) {
  const { state } = post
  if (state !== 'queued' && state !== 'failed' && state !== 'unknown') return null
  return (
    <Group gap="xs">
      {state !== 'unknown' && (
        <Button size="compact-sm" variant="default" onClick={onChange}>
          <Trans>Изменить</Trans>
        </Button>
      )}
      {state === 'queued' && (
        <Button size="compact-sm" variant="default" onClick={() => void cancelPost(post)}>
          <Trans>Отменить</Trans>
        </Button>
      )}
      {state === 'unknown' && (
        <Button size="compact-sm" variant="default" onClick={() => void resolvePost(post, 'published')}>
          <Trans>Вышел</Trans>
        </Button>
      )}
      {state !== 'queued' && (
        <Button size="compact-sm" variant="default" onClick={() => void resolvePost(post, 'repeat')}>
          {state === 'unknown' ? <Trans>Не вышел, повторить</Trans> : <Trans>Повторить</Trans>}
        </Button>
      )}
    </Group>
  )
}

function PostEditor({ post, textLimit, schedules, onClose }: PostItemProps & { onClose: () => void }) {
  const { timeZone } = useLocale()
  const now = useNow()
  const [draft, setDraft] = useState<PostDraft>(() => ({
    text: post.text,
    isPlanned: post.publishAt !== null && new Date(post.publishAt) > now,
    when: post.publishAt === null ? firstTime(now, timeZone) : wallOf(new Date(post.publishAt), timeZone),
  }))
  const { publishAt } = usePostMoment(draft)
  const ready = isReady(draft, textLimit) && publishAt !== undefined
  const save = async () => {
    if (ready && (await changePost(post, { text: draft.text.trim(), publishAt }))) onClose()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Stack gap="sm">
        <PostFields
          draft={draft}
          textLimit={textLimit}
          schedules={schedules}
          onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
        />
        <Group justify="flex-end">
          <Button type="submit" disabled={!ready}>
            <Trans>Сохранить</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
