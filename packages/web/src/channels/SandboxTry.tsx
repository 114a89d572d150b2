import { Button, Group, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { showNotice } from '@otklik/ui'
import { IconSend } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

const kinds = ['comment', 'message', 'review', 'like'] as const
type Kind = (typeof kinds)[number]

/** Sends a test interest by the real road: the hook address of the sandbox. */
export function SandboxTry({ hookUrl }: { hookUrl: string }) {
  const { t } = useLingui()
  const [kind, setKind] = useState<Kind>('comment')
  const [name, setName] = useState(t`Мария Орлова`)
  const [text, setText] = useState(t`Здравствуйте! Есть ли доставка в Тверь?`)
  const send = useMutation({
    mutationFn: () => push(hookUrl, { kind, name, text: kind === 'like' ? '' : text }),
    onSuccess: () => showNotice({ tone: 'green', title: t`Отправлено`, detail: t`Карточка уже в ленте.` }),
  })
  const words: Record<Kind, string> = {
    comment: t`Комментарий`,
    message: t`Сообщение`,
    review: t`Отзыв`,
    like: t`Отметка «нравится»`,
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate()
      }}
    >
      <Stack gap="sm" maw={560}>
        <Group grow align="flex-start">
          <Select
            label={t`Что сделал человек`}
            value={kind}
            allowDeselect={false}
            data={kinds.map((value) => ({ value, label: words[value] }))}
            onChange={(value) => setKind(kinds.find((one) => one === value) ?? 'comment')}
          />
          <TextInput
            label={t`Имя`}
            required
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </Group>
        {kind !== 'like' && (
          <Textarea
            label={t`Текст`}
            autosize
            minRows={2}
            maxRows={8}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        <div>
          <Button type="submit" loading={send.isPending} leftSection={<IconSend size={16} />}>
            <Trans>Отправить отклик</Trans>
          </Button>
        </div>
      </Stack>
    </form>
  )
}

async function push(hookUrl: string, event: { kind: Kind; name: string; text: string }): Promise<void> {
  const { kind, name, text } = event
  const place = { id: 'post-7', title: 'Пост «Новая обжарка»', url: 'https://example.ru/posts/7' }
  const body = {
    id: crypto.randomUUID(),
    kind,
    text,
    author: { id: name.toLowerCase(), name },
    ...(kind !== 'message' && { place }),
    ...(kind === 'review' && { stars: 4 }),
  }
  // The address may carry another host name (a proxy, an installation's public name): our own origin is always right here.
  const response = await fetch(new URL(hookUrl).pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`the sandbox answered ${response.status}`)
}
