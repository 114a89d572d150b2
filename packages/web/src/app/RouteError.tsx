import { Trans, useLingui } from '@lingui/react/macro'
import { ErrorState } from '@otklik/ui'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { useRouter } from '@tanstack/react-router'
import { describeProblem } from '../api/problems.ts'

/** A page that failed: a new version of the program, the server's refusal, or our own mistake, each with its way out. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const { t } = useLingui()
  const router = useRouter()
  if (isStaleChunk(error)) {
    return (
      <ErrorState title={t`Вышла новая версия`} onRetry={() => window.location.reload()}>
        <Trans>Страница загружена до обновления. Повторите, и откроется новая.</Trans>
      </ErrorState>
    )
  }
  const problem = describeProblem(error)
  const broken = problem.status === 0 && !isNetworkFailure(error)
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return (
    <ErrorState title={broken ? t`Страница сломалась` : problem.title} onRetry={retry}>
      {broken ? String(error) : problem.detail}
    </ErrorState>
  )
}

/** After an update the server no longer has the files the open page asks for. */
function isStaleChunk(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|module script failed|preload CSS/i.test(error.message)
  )
}

/** `fetch` fails with a TypeError, whose words differ between browsers. */
function isNetworkFailure(error: unknown): boolean {
  return error instanceof TypeError && /fetch|network|load failed/i.test(error.message)
}
