import { Button, Checkbox, Group, Modal, MultiSelect, Stack, TextInput } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import {
  activityClasses,
  ActivityClass,
  sourceTypes,
  webhookEvents,
  WebhookEvent,
  type Webhook,
} from '@otklik/contract'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { describeProblem } from '../api/problems.ts'
import { classWords, sourceWords } from '../interests/words.ts'
import { SecretDialog } from '../members/SecretDialog.tsx'
import { FormError } from '../sign-in/FormError.tsx'
import { eventWords } from './webhook-words.ts'
import { refreshWebhooks } from './webhook-queries.ts'

/** A new webhook, then its secret, shown once; or the wishes of one that is there. */
export function WebhookDialog({ webhook, onClose }: { webhook?: Webhook; onClose: () => void }) {
  const { t } = useLingui()
  const [values, setValues] = useState({
    name: webhook?.name ?? '',
    url: webhook?.url ?? '',
    events: webhook?.events ?? [...webhookEvents],
    sourceTypes: webhook?.sourceTypes ?? [],
    activityClasses: webhook?.activityClasses ?? [],
  })
  const save = useMutation({
    mutationFn: async () => {
      if (!webhook) return (await api.webhooks.create(values)).secret
      await api.webhooks.update({ id: webhook.id, ...values })
      onClose()
      return null
    },
    onSuccess: refreshWebhooks,
    meta: { quiet: true },
  })
  if (save.data) {
    return (
      <SecretDialog title={t`Секрет вебхука «${values.name}»`} secret={save.data} onClose={onClose}>
        <Trans>
          Им подписана каждая карточка: заголовок otklik-signature. Скопируйте секрет сейчас, снова показать
          его нельзя, только заменить.
        </Trans>
      </SecretDialog>
    )
  }
  const fields = save.isError ? describeProblem(save.error).fields : {}
  return (
    <Modal opened onClose={onClose} title={webhook ? t`Вебхук «${webhook.name}»` : t`Новый вебхук`} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack gap="md">
          <TextInput
            data-autofocus
            label={t`Название`}
            placeholder={t`Наша CRM`}
            required
            withAsterisk={false}
            maxLength={100}
            value={values.name}
            onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
          />
          <TextInput
            label={t`Адрес`}
            description={t`Сюда приходит POST с карточкой в JSON`}
            placeholder="https://crm.example.ru/otklik"
            type="url"
            required
            withAsterisk={false}
            maxLength={2000}
            value={values.url}
            error={
              fields['url'] === 'inside'
                ? t`Это адрес внутри вашей сети: администратор разрешает его в OTKLIK_ALLOW_NETWORKS`
                : undefined
            }
            onChange={(event) => setValues({ ...values, url: event.currentTarget.value })}
          />
          <Checkbox.Group
            label={t`О чём сообщать`}
            value={values.events}
            onChange={(events) =>
              setValues({ ...values, events: events.map((event) => WebhookEvent.parse(event)) })
            }
          >
            <Stack gap={8} mt="xs">
              {webhookEvents.map((event) => (
                <Checkbox key={event} value={event} label={eventWords(event)} />
              ))}
            </Stack>
          </Checkbox.Group>
          <MultiSelect
            label={t`Только источники`}
            placeholder={values.sourceTypes.length === 0 ? t`все` : ''}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t`Очистить` }}
            data={sourceTypes.map((value) => ({ value, label: sourceWords(value) }))}
            value={values.sourceTypes}
            onChange={(chosen) => setValues({ ...values, sourceTypes: chosen })}
          />
          <MultiSelect
            label={t`Только классы`}
            placeholder={values.activityClasses.length === 0 ? t`все` : ''}
            clearable
            clearButtonProps={{ 'aria-label': t`Очистить` }}
            data={activityClasses.map((value) => ({ value, label: classWords(value) }))}
            value={values.activityClasses}
            onChange={(chosen) =>
              setValues({ ...values, activityClasses: chosen.map((value) => ActivityClass.parse(value)) })
            }
          />
          <FormError error={save.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              <Trans>Отмена</Trans>
            </Button>
            <Button type="submit" loading={save.isPending} disabled={values.events.length === 0}>
              {webhook ? <Trans>Сохранить</Trans> : <Trans>Создать</Trans>}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
