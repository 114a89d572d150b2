import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Navigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { setupQuery } from '../api/session.ts'
import { CodeForm } from './CodeForm.tsx'
import { OutsidePage } from './OutsidePage.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { openAfterSignIn } from './sign-in.ts'

/** E-mail and password, then the second factor where it is on; or a passkey alone. */
export function SignInPage() {
  const { t } = useLingui()
  const { next } = useSearch({ from: '/sign-in' })
  const [step, setStep] = useState<'password' | 'code'>('password')
  const setup = useQuery(setupQuery)
  const enter = () => openAfterSignIn(next)
  if (setup.data?.needsOwner) return <Navigate to="/welcome" replace />
  if (step === 'code') {
    return (
      <OutsidePage title={t`Код подтверждения`} lead={t`Откройте приложение с кодами на телефоне.`}>
        <CodeForm onEntered={enter} onBack={() => setStep('password')} />
      </OutsidePage>
    )
  }
  return (
    <OutsidePage title={t`Вход`} lead={t`Все обращения людей к вашей компании в одной ленте.`}>
      <PasswordForm onEntered={enter} onCode={() => setStep('code')} />
    </OutsidePage>
  )
}
