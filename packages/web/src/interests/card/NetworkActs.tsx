import type { InterestAct, InterestDetail } from '@otklik/contract'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { queryClient } from '../../api/query-client.ts'
import { usePermission } from '../../api/session.ts'
import { cardKey } from '../interest-cache.ts'
import classes from './Card.module.css'

const words: Record<InterestAct, MessageDescriptor> = {
  like: msg`Нравится`,
  unlike: msg`Убрать «нравится»`,
  hide: msg`Скрыть`,
  unhide: msg`Показать снова`,
  remove: msg`Удалить в сети`,
  approve: msg`Принять заявку`,
  decline: msg`Отклонить заявку`,
}

/** What the network lets us do with this very comment or request. */
export function NetworkActs({ card }: { card: InterestDetail }) {
  const { t, i18n } = useLingui()
  const mayWork = usePermission('interests.work')
  const mayRemove = usePermission('interests.assign')
  const act = useMutation({
    mutationFn: (kind: InterestAct) => api.interests.act({ id: card.id, kind }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: cardKey(card.id) }),
  })
  const offered = card.acts.filter((kind) => kind !== 'remove' || mayRemove)
  if (!mayWork || offered.length === 0) return null
  const press = (kind: InterestAct) => {
    if (kind === 'remove' && !window.confirm(t`Удалить комментарий в сети? Вернуть его будет нельзя.`)) return
    act.mutate(kind)
  }
  return (
    <div className={classes['acts']} role="group" aria-label={t`Действия в сети`}>
      {offered.map((kind) => (
        <Button
          key={kind}
          variant="default"
          size="xs"
          loading={act.isPending && act.variables === kind}
          disabled={act.isPending}
          onClick={() => press(kind)}
        >
          {i18n._(words[kind])}
        </Button>
      ))}
    </div>
  )
}
