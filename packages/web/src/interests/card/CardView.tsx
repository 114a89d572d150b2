import { useLingui } from '@lingui/react/macro'
import { ErrorState, SkeletonRows } from '@otklik/ui'
import type { InterestDetail } from '@otklik/contract'
import { useDeferredValue } from 'react'
import { describeProblem } from '../../api/problems.ts'
import { usePermission } from '../../api/session.ts'
import type { CardPlace } from '../feed-control.ts'
import { Answers } from './Answers.tsx'
import { AuthorHead } from './AuthorHead.tsx'
import { AuthorPast } from './AuthorPast.tsx'
import { PlannedList } from '../../planned/PlannedList.tsx'
import { CardBar } from './CardBar.tsx'
import { CaseBox } from './CaseBox.tsx'
import { DialogOfCard } from '../../conversations/DialogOfCard.tsx'
import { Composer } from './Composer.tsx'
import { Facts } from './Facts.tsx'
import { History } from './History.tsx'
import { People } from './People.tsx'
import { Proofs } from './Proofs.tsx'
import { useCard } from './use-card.ts'
import { Warnings } from './Warnings.tsx'
import { Words } from './Words.tsx'
import classes from './Card.module.css'

interface CardViewProps {
  id: string
  place: { at: CardPlace } | undefined
}

/** The opened card: who, what, where, what was before, and how to answer. */
export function CardView({ id: newest, place }: CardViewProps) {
  // Running through the list by J must not ask for every card on the way.
  const id = useDeferredValue(newest)
  const query = useCard(id)
  if (query.isPending) return <SkeletonRows count={5} height={88} />
  if (query.isError) {
    const problem = describeProblem(query.error)
    return (
      <>
        <CardBar id={id} card={undefined} />
        <ErrorState title={problem.title} onRetry={() => void query.refetch()}>
          {problem.detail}
        </ErrorState>
      </>
    )
  }
  return <LoadedCard key={id} card={query.data} complete={!query.isPlaceholderData} place={place} />
}

interface LoadedCardProps {
  card: InterestDetail
  complete: boolean
  place: CardViewProps['place']
}

function LoadedCard({ card, complete, place }: LoadedCardProps) {
  const { t } = useLingui()
  const mayWork = usePermission('interests.work')
  const mayTalk = usePermission('conversations.read')
  const fromDialog = mayTalk && card.action === 'chat_message' && card.reply.way === 'message'
  return (
    <article className={classes['card']} aria-label={t`Карточка отклика`}>
      <CardBar id={card.id} card={card} />
      <div className={classes['scroll']}>
        <AuthorHead card={card} />
        <Facts card={card} />
        <PlannedList
          of={card.author?.contactId ? { contactId: card.author.contactId } : { interestId: card.id }}
        />
        <Warnings card={card} />
        <Words card={card} complete={complete} />
        <People card={card} />
        <CaseBox card={card} />
        <Proofs card={card} />
        <Answers card={card} />
        {card.author?.contactId && <AuthorPast id={card.id} contactId={card.author.contactId} />}
        <History id={card.id} />
      </div>
      {fromDialog ? (
        <DialogOfCard card={card} />
      ) : (
        mayWork && <Composer card={card} complete={complete} place={place} />
      )}
    </article>
  )
}
