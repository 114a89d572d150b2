import type { Lead } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Group, Modal, Select, Textarea } from '@mantine/core'
import { Avatar, Chip, DateTime, ErrorState, SkeletonRows } from '@otklik/ui'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { describeProblem } from '../api/problems.ts'
import { usePermission } from '../api/session.ts'
import { catalogueQuery, teamQuery } from '../interests/pick-lists.ts'
import { safeUrl } from '../interests/safe-url.ts'
import { leadWords, sourceWords } from '../interests/words.ts'
import { actorWords } from '../words/actors.ts'
import { personWords } from '../words/people.ts'
import { closeLead, leadQuery, removeLead, reopenLead, updateLead } from './lead-data.ts'
import classes from './Leads.module.css'

/** One lead: what it was made of, who works on it, how it ended. */
export function LeadPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useLingui()
  const lead = useQuery(leadQuery(id))
  return (
    <>
      <Group justify="flex-end" p="xs">
        <ActionIcon aria-label={t`Закрыть`} onClick={onClose}>
          <IconX size={19} />
        </ActionIcon>
      </Group>
      {lead.isPending && <SkeletonRows count={4} height={60} />}
      {lead.isError && <ErrorState title={describeProblem(lead.error).title} />}
      {lead.data && <LeadBody key={lead.data.id} lead={lead.data} onClose={onClose} />}
    </>
  )
}

function LeadBody({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const mayWork = usePermission('interests.work')
  const [isLosing, setLosing] = useState(false)
  const { author } = lead
  const name = personWords(author?.name ?? author?.email ?? author?.phone, lead)
  const { words, tone } = leadWords(lead.state)
  const source = lead.source.title ?? sourceWords(lead.sourceType)
  const url = safeUrl(lead.source.url)
  const by = actorWords(lead.by)
  return (
    <div className={classes['details']}>
      <Group gap="sm" wrap="nowrap">
        <Avatar name={name} photoUrl={author?.photoUrl} size={46} />
        <div>
          <h2 className={classes['title']}>{name}</h2>
          <div className={classes['dim']}>{[author?.email, author?.phone].filter(Boolean).join(' · ')}</div>
        </div>
      </Group>
      <Group gap="xs">
        <Chip tone={tone}>{words}</Chip>
        {lead.closed?.reason && <span>{lead.closed.reason}</span>}
      </Group>
      <blockquote className={classes['quote']}>{lead.text || '—'}</blockquote>
      <div className={classes['dim']}>
        {url === undefined ? (
          source
        ) : (
          <a href={url} target="_blank" rel="noopener noreferrer">
            {source}
          </a>
        )}{' '}
        · <DateTime value={lead.occurredAt} />
      </div>
      <div className={classes['dim']}>
        <Trans>
          Лид сделан <DateTime value={lead.createdAt} />: {by}
        </Trans>
      </div>
      <Link to="/feed" search={{ card: lead.interestId }}>
        <Trans>Открыть карточку в ленте</Trans>
      </Link>
      <Fields lead={lead} mayWork={mayWork} />
      {mayWork && (
        <Group gap="xs">
          {lead.state === 'open' ? (
            <>
              <Button onClick={() => void closeLead(lead, 'customer', '')}>
                <Trans>Стал клиентом</Trans>
              </Button>
              <Button variant="default" onClick={() => setLosing(true)}>
                <Trans>Потерян</Trans>
              </Button>
              <Button
                variant="subtle"
                onClick={() => void removeLead(lead).then((done) => done && onClose())}
              >
                <Trans>Это не лид</Trans>
              </Button>
            </>
          ) : (
            <Button variant="default" onClick={() => void reopenLead(lead)}>
              <Trans>Вернуть в работу</Trans>
            </Button>
          )}
        </Group>
      )}
      {isLosing && <LostDialog lead={lead} onClose={() => setLosing(false)} />}
    </div>
  )
}

function Fields({ lead, mayWork }: { lead: Lead; mayWork: boolean }) {
  const { t } = useLingui()
  const { data: team } = useQuery(teamQuery)
  const { data: catalogue } = useQuery(catalogueQuery(''))
  const [note, setNote] = useState(lead.note)
  return (
    <>
      <Select
        label={t`Ответственный`}
        disabled={!mayWork}
        clearable
        value={lead.responsible?.id ?? null}
        data={(team?.items ?? []).map((member) => ({ value: member.id, label: member.name }))}
        onChange={(responsibleId) => void updateLead(lead, { responsibleId })}
      />
      <Select
        label={t`Продукт`}
        disabled={!mayWork}
        clearable
        searchable
        value={lead.product?.id ?? null}
        data={(catalogue?.items ?? []).map((product) => ({ value: product.id, label: product.name }))}
        onChange={(productId) => void updateLead(lead, { productId })}
      />
      <Textarea
        label={t`Заметка`}
        disabled={!mayWork}
        autosize
        minRows={2}
        maxLength={5000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {note !== lead.note && (
        <Group>
          <Button size="compact-sm" onClick={() => void updateLead(lead, { note })}>
            <Trans>Сохранить заметку</Trans>
          </Button>
        </Group>
      )}
    </>
  )
}

function LostDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useLingui()
  const [reason, setReason] = useState('')
  const send = async () => {
    if (await closeLead(lead, 'lost', reason.trim())) onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t`Почему лид потерян`}
      closeButtonProps={{ 'aria-label': t`Закрыть` }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (reason.trim() !== '') void send()
        }}
      >
        <Textarea
          data-autofocus
          label={t`Причина`}
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="sm">
          <Button type="submit" disabled={reason.trim() === ''}>
            <Trans>Закрыть лид</Trans>
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
