import { Trans, useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { currentWorkspaceId } from '../../api/workspace-choice.ts'
import classes from './Card.module.css'

/** Even if the cleaning on the server missed something, the browser loads nothing from outside and runs nothing. */
const policy = `<meta http-equiv="content-security-policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">`
const look = `<base target="_blank"><style>body{margin:12px;font:14px/1.5 system-ui,sans-serif;color:#15201c;background:#fff;overflow-wrap:anywhere}img,table{max-width:100%}</style>`
const TALLEST = 900

/** The letter in its own dress. Scripts never run; the same origin is needed only to measure the height. */
export function LetterFrame({ letterId, subject }: { letterId: string; subject: string }) {
  const { t } = useLingui()
  const [height, setHeight] = useState(200)
  const { data, isPending, isError, refetch } = useQuery({
    queryKey: ['letters', 'html', letterId],
    queryFn: ({ signal }) => fetchHtml(letterId, signal),
    staleTime: Infinity,
  })
  if (isPending) return <Skeleton height={160} />
  if (isError) {
    return (
      <div className={classes['bubble']} role="alert">
        <Trans>Оформленное письмо не загрузилось.</Trans>{' '}
        <button type="button" className={classes['link']} onClick={() => void refetch()}>
          <Trans>Повторить</Trans>
        </button>
      </div>
    )
  }
  return (
    <iframe
      className={classes['letter']}
      title={t`Письмо: ${subject}`}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      srcDoc={policy + look + data}
      style={{ height }}
      onLoad={(event) => {
        const tall = event.currentTarget.contentDocument?.documentElement.scrollHeight ?? 0
        setHeight(Math.min(TALLEST, Math.max(80, tall)))
      }}
    />
  )
}

async function fetchHtml(letterId: string, signal: AbortSignal): Promise<string> {
  const workspaceId = currentWorkspaceId()
  const headers: Record<string, string> = workspaceId === null ? {} : { 'otklik-workspace': workspaceId }
  const answer = await fetch(`/api/v1/letters/${encodeURIComponent(letterId)}/html`, { headers, signal })
  if (!answer.ok) throw new Error(`the letter answered ${answer.status}`)
  return answer.text()
}
