import { Button, Loader, Stack, TextInput } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Me } from '@otklik/contract'
import { ErrorState } from '@otklik/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { describeProblem } from '../api/problems.ts'
import { rememberWorkspace } from '../api/workspace-choice.ts'
import { signOut } from '../app/sign-out.ts'
import { useRoleWords } from '../members/role-words.ts'
import { CodeForm } from './CodeForm.tsx'
import { FormError } from './FormError.tsx'
import { NewPasswordField } from './NewPasswordField.tsx'
import { OutsidePage } from './OutsidePage.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { openAfterSignIn, signInByPassword } from './sign-in.ts'

type Offer = Awaited<ReturnType<typeof api.members.readInvitation>>

/** A link of an invitation: a new person makes an account, a known one signs in and accepts. */
export function InvitationPage() {
  const { t } = useLingui()
  const { token } = useParams({ from: '/invitation/$token' })
  const offer = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => api.members.readInvitation({ token }),
    retry: false,
  })
  const me = useQuery({ queryKey: ['me', 'outside'], queryFn: findMe })
  if (offer.isError) {
    const missing = describeProblem(offer.error).status === 404
    return (
      <OutsidePage title={t`Приглашение`}>
        <ErrorState
          title={missing ? t`Приглашение больше не действует` : t`Приглашение не открылось`}
          onRetry={() => void offer.refetch()}
        >
          {missing
            ? t`Его уже приняли, отозвали, или прошло семь дней. Попросите новую ссылку.`
            : describeProblem(offer.error).title}
        </ErrorState>
      </OutsidePage>
    )
  }
  if (!offer.data || me.isPending) {
    return (
      <OutsidePage title={t`Приглашение`}>
        <Loader aria-label={t`Загрузка`} />
      </OutsidePage>
    )
  }
  return (
    <Offered token={token} offer={offer.data} me={me.data ?? null} onSignedIn={() => void me.refetch()} />
  )
}

interface OfferedProps {
  token: string
  offer: Offer
  me: Me | null
  onSignedIn: () => void
}

function Offered({ token, offer, me, onSignedIn }: OfferedProps) {
  const { t } = useLingui()
  const role = useRoleWords()(offer.role).name
  const { workspaceName, invitedBy, email } = offer
  const lead = t`${invitedBy} зовёт вас в «${workspaceName}». Роль: ${role}.`
  return (
    <OutsidePage title={t`Вас пригласили в Отклик`} lead={lead}>
      {me?.user.email === email ? (
        <AcceptSignedIn token={token} email={email} />
      ) : me ? (
        <WrongAccount email={email} current={me.user.email} />
      ) : offer.hasAccount ? (
        <SignInFirst email={email} onSignedIn={onSignedIn} />
      ) : (
        <NewAccount token={token} email={email} />
      )}
    </OutsidePage>
  )
}

function AcceptSignedIn({ token, email }: { token: string; email: string }) {
  const accept = useMutation({
    mutationFn: () => api.members.acceptInvitation({ token }),
    onSuccess: enterWorkspace,
    meta: { quiet: true },
  })
  return (
    <Stack gap="md">
      <div>
        <Trans>Вы вошли как {email}.</Trans>
      </div>
      <FormError error={accept.error} />
      <Button size="md" loading={accept.isPending} onClick={() => accept.mutate()}>
        <Trans>Принять приглашение</Trans>
      </Button>
    </Stack>
  )
}

function WrongAccount({ email, current }: { email: string; current: string }) {
  return (
    <Stack gap="md">
      <div>
        <Trans>
          Приглашение для {email}, а вы вошли как {current}. Выйдите и откройте ссылку снова.
        </Trans>
      </div>
      <Button variant="default" size="md" onClick={() => void signOut()}>
        <Trans>Выйти</Trans>
      </Button>
    </Stack>
  )
}

function SignInFirst({ email, onSignedIn }: { email: string; onSignedIn: () => void }) {
  const [step, setStep] = useState<'password' | 'code'>('password')
  if (step === 'code') return <CodeForm onEntered={onSignedIn} onBack={() => setStep('password')} />
  return <PasswordForm fixedEmail={email} onEntered={onSignedIn} onCode={() => setStep('code')} />
}

function NewAccount({ token, email }: { token: string; email: string }) {
  const { t } = useLingui()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const accept = useMutation({
    mutationFn: async () => {
      const accepted = await api.members.acceptInvitation({ token, name, password })
      await signInByPassword(email, password)
      return accepted
    },
    onSuccess: enterWorkspace,
    meta: { quiet: true },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        accept.mutate()
      }}
    >
      <Stack gap="md">
        <TextInput label={t`Почта`} value={email} readOnly autoComplete="username" />
        <TextInput
          label={t`Имя и фамилия`}
          description={t`Так вас увидят коллеги`}
          autoComplete="name"
          required
          withAsterisk={false}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NewPasswordField label={t`Придумайте пароль`} value={password} onChange={setPassword} />
        <FormError error={accept.error} />
        <Button type="submit" size="md" loading={accept.isPending}>
          <Trans>Начать работу</Trans>
        </Button>
      </Stack>
    </form>
  )
}

function enterWorkspace({ workspaceId }: { workspaceId: string }): void {
  rememberWorkspace(workspaceId)
  openAfterSignIn('/')
}

async function findMe(): Promise<Me | null> {
  try {
    return await api.workspaces.me()
  } catch (error) {
    if (describeProblem(error).status === 401) return null
    throw error
  }
}
