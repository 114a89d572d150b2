import type { Conversation, MemberBrief } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, MultiSelect, Rating, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { Avatar, formatDateTime, useLocale, useNow } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMe } from '../api/session.ts'
import { PickPerson } from '../interests/PickForms.tsx'
import { teamQuery } from '../interests/pick-lists.ts'
import { ReasonForm } from '../interests/ReasonForm.tsx'
import { BindForm } from './BindForm.tsx'
import { useConversationControl } from './conversation-control.ts'
import {
  assignConversation,
  closeConversation,
  reviewConversation,
  sayNoReplyNeeded,
  snoozeConversation,
  startWithColleagues,
} from './conversation-verbs.ts'
import type { ConversationsState } from './use-conversations-state.ts'
import { usualMoments } from './moments.ts'
import { MomentField } from './SendMenu.tsx'

interface QuestionsProps {
  question: NonNullable<ConversationsState['question']>
  onClose: () => void
}

/** What is asked before something is done, in one window at a time. */
export function ConversationQuestions({ question, onClose }: QuestionsProps) {
  const { t } = useLingui()
  const titles: Record<typeof question.kind, string> = {
    assign: t`Кому передать диалог`,
    close: t`Человек ждёт. Закрыть без ответа?`,
    noReplyNeeded: t`Ответ не нужен`,
    snooze: t`Отложить диалог`,
    bind: t`Привязать к диалогу`,
    colleagues: t`Написать коллегам`,
    review: t`Как провели диалог`,
  }
  if (question.kind !== 'colleagues' && !question.conversation) return null
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={titles[question.kind]}
      closeButtonProps={{ 'aria-label': t`Закрыть` }}
    >
      <QuestionForm question={question} onClose={onClose} />
    </Modal>
  )
}

function QuestionForm({ question: { kind, conversation }, onClose }: QuestionsProps) {
  const whenDone = (done: boolean) => done && onClose()
  if (kind === 'colleagues') return <ColleaguesForm onClose={onClose} />
  if (!conversation) return null
  switch (kind) {
    case 'assign':
      return <AssignForm conversation={conversation} onClose={onClose} />
    case 'close':
      return <ReasonForm onGiven={(reason) => void closeConversation(conversation, reason).then(whenDone)} />
    case 'noReplyNeeded':
      return <ReasonForm onGiven={(reason) => void sayNoReplyNeeded(conversation, reason).then(whenDone)} />
    case 'snooze':
      return <SnoozeForm conversation={conversation} onClose={onClose} />
    case 'bind':
      return <BindForm conversation={conversation} onClose={onClose} />
    case 'review':
      return <ReviewForm conversation={conversation} onClose={onClose} />
  }
}

interface FormProps {
  conversation: Conversation
  onClose: () => void
}

function AssignForm({ conversation, onClose }: FormProps) {
  const { t } = useLingui()
  const [to, setTo] = useState<MemberBrief>()
  const [note, setNote] = useState('')
  if (!to) return <PickPerson current={conversation.responsible?.id} onPick={setTo} />
  const give = async () => {
    if (await assignConversation(conversation, to, note.trim())) onClose()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void give()
      }}
    >
      <Group gap="xs" mb="sm">
        <Avatar name={to.name} photoUrl={to.photoUrl} size={28} />
        <strong>{to.name}</strong>
        <Button size="compact-sm" variant="subtle" onClick={() => setTo(undefined)}>
          <Trans>Другой человек</Trans>
        </Button>
      </Group>
      <Textarea
        autoFocus
        label={t`Что важно знать (необязательно)`}
        autosize
        minRows={2}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="sm">
        <Button type="submit">
          <Trans>Передать</Trans>
        </Button>
      </Group>
    </form>
  )
}

function SnoozeForm({ conversation, onClose }: FormProps) {
  const { t } = useLingui()
  const settings = useLocale()
  const now = useNow()
  const snooze = async (until: Date) => {
    if (await snoozeConversation(conversation, until, formatDateTime(until, now, settings))) onClose()
  }
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        <Trans>Диалог вернётся сам в это время или раньше, если человек напишет.</Trans>
      </Text>
      {usualMoments(now, settings.timeZone).map((moment, index) => (
        <Button
          key={moment.toISOString()}
          variant="default"
          justify="flex-start"
          {...(index === 0 && { 'data-autofocus': true })}
          onClick={() => void snooze(moment)}
        >
          {formatDateTime(moment, now, settings)}
        </Button>
      ))}
      <MomentField action={t`Отложить`} onGiven={(moment) => void snooze(moment)} />
    </Stack>
  )
}

function ReviewForm({ conversation, onClose }: FormProps) {
  const { t } = useLingui()
  const [score, setScore] = useState(conversation.review?.score ?? 0)
  const [note, setNote] = useState(conversation.review?.note ?? '')
  const save = async () => {
    if (score > 0 && (await reviewConversation(conversation, score, note.trim()))) onClose()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Stack gap="sm">
        <Rating
          size="lg"
          value={score}
          onChange={setScore}
          getSymbolLabel={(value) => t`Оценка ${value}`}
          aria-label={t`Оценка от 1 до 5`}
        />
        <Textarea
          label={t`Что хорошо и что исправить`}
          autosize
          minRows={3}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" disabled={score === 0}>
            <Trans>Сохранить</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function ColleaguesForm({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const { open } = useConversationControl()
  const me = useMe().member?.id
  const { data } = useQuery(teamQuery)
  const [ids, setIds] = useState<string[]>([])
  const [title, setTitle] = useState('')
  const people = (data?.items ?? []).filter(({ id, disabledAt }) => id !== me && disabledAt === null)
  const start = async () => {
    const id = await startWithColleagues(ids, title.trim())
    if (id === undefined) return
    onClose()
    open(id, { place: 'message' })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (ids.length > 0) void start()
      }}
    >
      <Stack gap="sm">
        <MultiSelect
          data-autofocus
          searchable
          label={t`Кому`}
          placeholder={ids.length === 0 ? t`Одному или нескольким` : ''}
          nothingFoundMessage={t`Никого не нашлось`}
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          value={ids}
          onChange={setIds}
        />
        {ids.length > 1 && (
          <TextInput
            label={t`Название (необязательно)`}
            maxLength={100}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end">
          <Button type="submit" disabled={ids.length === 0}>
            <Trans>Начать</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
