import { Button, Loader, Stepper } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { ErrorState } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { useState } from 'react'
import { describeProblem } from '../api/problems.ts'
import { setupQuery, useKnownMe } from '../api/session.ts'
import { signOut } from '../app/sign-out.ts'
import { OutsidePage } from '../sign-in/OutsidePage.tsx'
import { ChannelStep } from './ChannelStep.tsx'
import { GoalsStep } from './GoalsStep.tsx'
import { OwnerStep } from './OwnerStep.tsx'

/** First run: the owner, the goals, the first source of cards. Ends in the feed. */
export function WelcomePage() {
  const { t } = useLingui()
  const [step, setStep] = useState(0)
  const setup = useQuery(setupQuery)
  const me = useKnownMe()
  if (setup.isError) {
    return (
      <OutsidePage title={t`Первый запуск`}>
        <ErrorState title={describeProblem(setup.error).title} onRetry={() => void setup.refetch()}>
          {describeProblem(setup.error).detail}
        </ErrorState>
      </OutsidePage>
    )
  }
  if (!setup.data) {
    return (
      <OutsidePage title={t`Первый запуск`}>
        <Loader aria-label={t`Загрузка`} />
      </OutsidePage>
    )
  }
  if (step === 0 && !setup.data.needsOwner) {
    return me && !me.workspace ? (
      <NoWorkspace email={me.user.email} />
    ) : (
      <Navigate to={me ? '/feed' : '/sign-in'} replace />
    )
  }
  const titles = [t`Начнём с вас`, t`Чего вы хотите добиться?`, t`Откуда брать отклики?`]
  return (
    <OutsidePage wide title={titles[step] ?? ''}>
      <Stepper active={step} size="sm" iconSize={28} mb="lg" aria-label={t`Шаги первого запуска`}>
        <Stepper.Step label={t`Владелец`} />
        <Stepper.Step label={t`Цели`} />
        <Stepper.Step label={t`Почта`} />
      </Stepper>
      {step === 0 && <OwnerStep needsCode={setup.data.needsCode} onDone={() => setStep(1)} />}
      {step === 1 && <GoalsStep onDone={() => setStep(2)} />}
      {step === 2 && <ChannelStep />}
    </OutsidePage>
  )
}

/** Somebody whose access was closed everywhere. */
function NoWorkspace({ email }: { email: string }) {
  const { t } = useLingui()
  return (
    <OutsidePage title={t`Рабочего пространства нет`} lead={t`Вы вошли как ${email}.`}>
      <p>
        <Trans>
          Доступ закрыт, или вас ещё не пригласили. Попросите ссылку у владельца или администратора.
        </Trans>
      </p>
      <Button variant="default" fullWidth onClick={() => void signOut()}>
        <Trans>Выйти</Trans>
      </Button>
    </OutsidePage>
  )
}
