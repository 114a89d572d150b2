import { Alert } from '@mantine/core'
import { Plural } from '@lingui/react/macro'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { describeProblem } from '../api/problems.ts'
import { AuthProblem } from './auth-client.ts'

/** What went wrong with the form, in words, above its button. */
export function FormError({ error }: { error: unknown }) {
  if (!error) return null
  if (error instanceof AuthProblem) {
    return <Words title={error.message} wait={error.retryAfter} />
  }
  const problem = describeProblem(error)
  return <Words title={problem.title} detail={problem.detail} />
}

function Words({ title, detail, wait }: { title: string; detail?: string | undefined; wait?: number | undefined }) {
  const left = useCountdown(wait)
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle size={18} />} title={title}>
      {detail}
      {left > 0 && (
        <Plural
          value={left}
          one="Повторить можно через # секунду."
          few="Повторить можно через # секунды."
          many="Повторить можно через # секунд."
          other="Повторить можно через # секунды."
        />
      )}
    </Alert>
  )
}

function useCountdown(seconds: number | undefined): number {
  const [left, setLeft] = useState(seconds ?? 0)
  useEffect(() => {
    setLeft(seconds ?? 0)
    if (seconds === undefined) return undefined
    const end = Date.now() + seconds * 1000
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000))), 1000)
    return () => clearInterval(timer)
  }, [seconds])
  return left
}
