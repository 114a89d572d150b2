import { Button, Group, Select, Stack } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Inspection } from '@otklik/contract'
import { useLocale, useNow } from '@otklik/ui'
import { useState } from 'react'
import { newId } from '../interests/answer-verbs.ts'
import { useDraft } from '../interests/drafts.ts'
import { writePost } from './post-data.ts'
import { firstTime, isReady, PostFields, usePostMoment, type PostDraft } from './PostFields.tsx'

interface PostComposerProps {
  channelId: string
  inspection: Inspection
  textLimit: number | null
}

/** A new post. What was typed stays in this browser until it is written. */
export function PostComposer({ channelId, inspection, textLimit }: PostComposerProps) {
  const { t } = useLingui()
  const { timeZone } = useLocale()
  const now = useNow()
  const places = inspection.publishTo ?? []
  const [text, setText] = useDraft('post', channelId)
  const [time, setTime] = useState(() => ({ isPlanned: false, when: firstTime(now, timeZone) }))
  const [placeId, setPlace] = useState(places[0]?.id ?? '')
  const [postId, setPostId] = useState(newId)
  const [isSending, setSending] = useState(false)
  const draft: PostDraft = { text, ...time }
  const { publishAt } = usePostMoment(draft)
  const ready = isReady(draft, textLimit) && publishAt !== undefined && !isSending
  const send = async () => {
    if (!ready) return
    setSending(true)
    const written = await writePost({ channelId, placeId, postId }, { text: text.trim(), publishAt })
    setSending(false)
    if (written) setPostId(newId())
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Stack gap="sm">
        {places.length > 1 && (
          <Select
            label={t`Куда`}
            allowDeselect={false}
            value={placeId}
            data={places.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(value) => setPlace(value ?? '')}
          />
        )}
        <PostFields
          draft={draft}
          textLimit={textLimit}
          schedules={inspection.works.includes('schedule')}
          onChange={({ text: words, ...change }) => {
            if (words !== undefined) setText(words)
            setTime((before) => ({ ...before, ...change }))
          }}
        />
        <Group>
          <Button type="submit" disabled={!ready} loading={isSending}>
            {time.isPlanned ? <Trans>Запланировать</Trans> : <Trans>Опубликовать</Trans>}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
