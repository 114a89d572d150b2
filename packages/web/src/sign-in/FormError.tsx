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
    return (
      <Words
        title={error.message}
        until={error.retryAfter === undefined ? undefined : error.at + error.retryAfter * 1000}
      />
    )
  }
  const problem = describeProblem(error)
  return <Words title={problem.title} detail={problem.detail} />
}

function Words({
  title,
  detail,
  until,
}: {
  title: string
  detail?: string | undefined
  until?: number | undefined
}) {
  const left = useSecondsLeft(until)
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

/** Whole seconds until the moment, counting down while shown. */
function useSecondsLeft(until: number | undefined): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (until === undefined) return undefined
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [until])
  return until === undefined ? 0 : Math.max(0, Math.ceil((until - now) / 1000))
}
