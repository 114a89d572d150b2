import type { MailRule, Operation } from '@otklik/contract'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { OperationCard } from '../operations/OperationCard.tsx'
import { operationQuery, useRuleWork } from './rules-data.ts'

interface PastModalProps {
  rule: MailRule | undefined
  onClose: () => void
}

/** A rule over letters already here: counted, then changed, then perhaps given back. Closing the window stops nothing. */
export function PastModal({ rule, onClose }: PastModalProps) {
  const { t } = useLingui()
  return (
    <Modal
      opened={rule !== undefined}
      onClose={onClose}
      title={t`Прошлые письма`}
      size="lg"
      closeButtonProps={{ 'aria-label': t`Закрыть` }}
    >
      {rule && <PastWork key={rule.id} rule={rule} onClose={onClose} />}
    </Modal>
  )
}

type Step = { mode: 'count' | 'apply' | 'undo'; operationId: string }

function PastWork({ rule, onClose }: { rule: MailRule; onClose: () => void }) {
  const { start, undo } = useRuleWork()
  const [step, setStep] = useState<Step>()
  const { data: operation } = useQuery(operationQuery(step?.operationId))
  const begin = (mode: 'count' | 'apply') =>
    start.mutate({ id: rule.id, mode }, { onSuccess: ({ id }) => setStep({ mode, operationId: id }) })
  const takeBack = (applicationId: string) =>
    undo.mutate(applicationId, { onSuccess: ({ id }) => setStep({ mode: 'undo', operationId: id }) })
  const isBusy = start.isPending || undo.isPending || (step !== undefined && !operation?.finishedAt)
  const last =
    step?.mode === 'apply' && operation?.finishedAt
      ? { operationId: step.operationId, changed: operation.outcome['changed'] ?? 0 }
      : undefined
  const known =
    rule.lastApplication && !rule.lastApplication.undone && step === undefined
      ? rule.lastApplication
      : undefined
  const undoable = last ?? known
  return (
    <Stack gap="md">
      {step === undefined && (
        <Text size="sm">
          <Trans>
            Правило «{rule.name}» работает с новыми письмами. К прошлым его можно применить отдельно: сначала
            программа посчитает, сколько карточек изменится, и ничего не тронет без вашего слова. Поля,
            исправленные руками, и назначенные ответственные останутся как есть. Новых карточек не появится.
          </Trans>
        </Text>
      )}
      {operation && <OperationCard operation={operation} />}
      {operation?.finishedAt && step && <Ending mode={step.mode} operation={operation} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          <Trans>Закрыть</Trans>
        </Button>
        {undoable && undoable.changed > 0 && (
          <Button variant="default" loading={undo.isPending} onClick={() => takeBack(undoable.operationId)}>
            <Trans>Вернуть как было</Trans>
          </Button>
        )}
        {step === undefined && (
          <Button loading={isBusy} onClick={() => begin('count')}>
            <Trans>Посчитать</Trans>
          </Button>
        )}
        {step?.mode === 'count' && operation?.state === 'done' && (operation.outcome['changed'] ?? 0) > 0 && (
          <Button loading={isBusy} onClick={() => begin('apply')}>
            <Trans>Изменить карточки</Trans>
          </Button>
        )}
      </Group>
    </Stack>
  )
}

function Ending({ mode, operation }: { mode: Step['mode']; operation: Operation }) {
  const { changed = 0, kept = 0, restored = 0 } = operation.outcome
  if (operation.state === 'cancelled') {
    return (
      <Text size="sm" role="status">
        <Trans>Остановлено. Сделанное можно вернуть.</Trans>
      </Text>
    )
  }
  if (operation.state === 'failed') return null
  return (
    <Text size="sm" role="status">
      {mode === 'count' && changed === 0 && <Trans>Менять нечего: все подходящие карточки уже такие.</Trans>}
      {mode === 'count' && changed > 0 && (
        <Plural
          value={changed}
          one="Изменится # карточка."
          few="Изменятся # карточки."
          many="Изменится # карточек."
          other="Изменится # карточки."
        />
      )}
      {mode === 'apply' && (
        <Plural
          value={changed}
          one="Изменена # карточка."
          few="Изменены # карточки."
          many="Изменено # карточек."
          other="Изменено # карточки."
        />
      )}
      {mode === 'undo' && (
        <Plural
          value={restored}
          one="Возвращена # карточка."
          few="Возвращены # карточки."
          many="Возвращено # карточек."
          other="Возвращено # карточки."
        />
      )}{' '}
      {kept > 0 && (
        <Plural
          value={kept}
          one="Исправленная руками # карточка осталась."
          few="Исправленные руками # карточки остались."
          many="Исправленные руками # карточек остались."
          other="Исправленные руками # карточки остались."
        />
      )}
    </Text>
  )
}
