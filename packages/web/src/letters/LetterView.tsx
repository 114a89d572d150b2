import type { LetterDetail } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, SegmentedControl } from '@mantine/core'
import { Chip, DateTime, EmptyState, ErrorState, showNotice, SkeletonRows, useLocale } from '@otklik/ui'
import { IconArrowLeft, IconCards, IconDownload, IconFilterCog, IconMailOpened } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { describeProblem } from '../api/problems.ts'
import { usePermission } from '../api/session.ts'
import { letterHtmlUrl, letterQuery, outcomeWords, useMakeCard } from './letters-data.ts'
import classes from './Letters.module.css'

interface LetterViewProps {
  id: string | undefined
  onClose: () => void
}

export function LetterView({ id, onClose }: LetterViewProps) {
  const { t } = useLingui()
  const letter = useQuery({ ...letterQuery(id ?? ''), enabled: id !== undefined })
  if (id === undefined) {
    return (
      <EmptyState icon={<IconMailOpened size={28} />} title={t`Выберите письмо`}>
        <Trans>
          Здесь видно, почему оно не стало карточкой. Если программа ошиблась, поправьте её одной кнопкой.
        </Trans>
      </EmptyState>
    )
  }
  if (letter.isPending) return <SkeletonRows count={3} height={60} />
  if (letter.isError) {
    const problem = describeProblem(letter.error)
    return (
      <ErrorState title={problem.title} onRetry={() => void letter.refetch()}>
        {problem.detail}
      </ErrorState>
    )
  }
  return <OpenLetter key={id} letter={letter.data} onClose={onClose} />
}

function OpenLetter({ letter, onClose }: { letter: LetterDetail; onClose: () => void }) {
  const { t, i18n } = useLingui()
  const { locale } = useLocale()
  const name = letter.fromName ?? letter.fromAddress ?? t`Без отправителя`
  return (
    <article className={classes['letter']}>
      <div className={classes['title']}>
        <ActionIcon className={classes['back'] ?? ''} aria-label={t`Назад к списку`} onClick={onClose}>
          <IconArrowLeft size={20} />
        </ActionIcon>
        <h2>{letter.subject || t`Без темы`}</h2>
      </div>
      <dl className={classes['facts']}>
        <dt>
          <Trans>От кого</Trans>
        </dt>
        <dd>
          {name}
          {letter.fromName !== null && letter.fromAddress !== null && (
            <span className={classes['dim']}> {letter.fromAddress}</span>
          )}
        </dd>
        <dt>
          <Trans>Кому</Trans>
        </dt>
        <dd>{letter.to || '—'}</dd>
        <dt>
          <Trans>Когда</Trans>
        </dt>
        <dd>
          <DateTime value={letter.arrivedAt} />
        </dd>
      </dl>
      <div className={classes['verdict']}>
        <Chip tone="blue">{i18n._(outcomeWords[letter.outcome].one)}</Chip>
        {letter.fromJunk && (
          <Chip tone="amber">
            <Trans>из папки «Спам»</Trans>
          </Chip>
        )}
        <span>
          <Trans>Почему:</Trans> {locale === 'en' ? letter.reason.en : letter.reason.ru}
        </span>
      </div>
      <Actions letter={letter} />
      <Body letter={letter} />
    </article>
  )
}

function Actions({ letter }: { letter: LetterDetail }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const mayWork = usePermission('interests.work')
  const mayRule = usePermission('rules.manage')
  const make = useMakeCard()
  const isSecret = letter.outcome === 'secret'
  const toCard = (interestId: string) => void navigate({ to: '/feed', search: { card: interestId } })
  return (
    <div className={classes['actions']}>
      {letter.interestId !== null && (
        <Button
          leftSection={<IconCards size={16} />}
          onClick={() => letter.interestId !== null && toCard(letter.interestId)}
        >
          <Trans>Открыть карточку</Trans>
        </Button>
      )}
      {letter.interestId === null && mayWork && !isSecret && (
        <Button
          leftSection={<IconCards size={16} />}
          loading={make.isPending}
          onClick={() =>
            make.mutate(letter.id, {
              onSuccess: ({ interestId }) =>
                showNotice({
                  tone: 'green',
                  title: t`Карточка в ленте`,
                  action: { words: t`Открыть`, run: () => toCard(interestId) },
                }),
            })
          }
        >
          <Trans>Сделать карточкой</Trans>
        </Button>
      )}
      {mayRule && !isSecret && letter.outcome !== 'unreadable' && (
        <Button
          variant="default"
          leftSection={<IconFilterCog size={16} />}
          renderRoot={(props) => (
            <Link
              to="/settings/mail-rules/$ruleId"
              params={{ ruleId: 'new' }}
              search={{ letter: letter.id }}
              {...props}
            />
          )}
        >
          <Trans>Правило для таких писем</Trans>
        </Button>
      )}
      <Button
        variant="default"
        component="a"
        href={letter.rawUrl}
        download
        leftSection={<IconDownload size={16} />}
      >
        <Trans>Скачать исходник</Trans>
      </Button>
    </div>
  )
}

function Body({ letter }: { letter: LetterDetail }) {
  const { t } = useLingui()
  const [look, setLook] = useState<'text' | 'html'>(letter.hasHtml ? 'html' : 'text')
  return (
    <>
      {letter.hasHtml && (
        <SegmentedControl
          size="xs"
          aria-label={t`Вид письма`}
          value={look}
          onChange={setLook}
          data={[
            { value: 'html', label: t`Как пришло` },
            { value: 'text', label: t`Только текст` },
          ]}
        />
      )}
      {look === 'html' ? (
        <iframe
          className={classes['frame']}
          title={t`Письмо: ${letter.subject}`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
          src={letterHtmlUrl(letter.id)}
        />
      ) : (
        <pre className={classes['text']}>{letter.text || t`Текста в письме нет`}</pre>
      )}
      {letter.attachments.length > 0 && (
        <ul className={classes['files']} aria-label={t`Вложения`}>
          {letter.attachments.map((file, index) => (
            <li key={index}>
              <Chip title={file.mime}>{file.name}</Chip>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
