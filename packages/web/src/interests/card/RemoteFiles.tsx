import type { InterestDetail } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { queryClient } from '../../api/query-client.ts'
import { usePermission } from '../../api/session.ts'
import { useBothWords } from '../../channels/channel-words.ts'
import { cardKey } from '../interest-cache.ts'
import classes from './Card.module.css'

/** Files that still lie at the network: on their way, or why they could not be fetched. */
export function RemoteFiles({ card }: { card: InterestDetail }) {
  const { t } = useLingui()
  const say = useBothWords()
  const mayWork = usePermission('interests.work')
  const again = useMutation({
    mutationFn: (fileId: string) => api.interests.fetchFile({ id: card.id, fileId }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: cardKey(card.id) }),
  })
  if (card.remoteFiles.length === 0) return null
  return (
    <ul className={classes['remote']} aria-label={t`Файлы у сети`}>
      {card.remoteFiles.map((file) => (
        <li key={file.id}>
          {file.state === 'failed' ? <IconAlertTriangle size={16} /> : <IconDownload size={16} />}
          <span>
            {file.name}{' '}
            <span className={classes['dim']}>
              {file.state === 'failed' && file.error ? say(file.error) : t`загружается из сети`}
            </span>
          </span>
          {mayWork && file.state === 'failed' && (
            <Button
              variant="subtle"
              size="xs"
              loading={again.isPending}
              onClick={() => again.mutate(file.id)}
            >
              <Trans>Загрузить ещё раз</Trans>
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
