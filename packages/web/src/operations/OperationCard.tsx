import type { Operation } from '@otklik/contract'
import { ProgressCard } from '@otklik/ui'
import { useMutation } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'
import { usePermission } from '../api/session.ts'
import { operationTitle, outcomeWords } from './operation-words.ts'

/** One long work: how far it is, what came of it, and a way to stop it. */
export function OperationCard({ operation }: { operation: Operation }) {
  const mayStop = usePermission('interests.work')
  const cancel = useMutation({
    mutationFn: () => api.operations.cancel({ id: operation.id }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['operations'] }),
  })
  const detail = operation.error ?? outcomeWords(operation)
  return (
    <ProgressCard
      title={operationTitle(operation)}
      state={operation.state === 'waiting' ? 'running' : operation.state}
      done={operation.done}
      total={operation.total}
      {...(detail !== undefined && { detail })}
      {...(mayStop &&
        operation.finishedAt === null &&
        !cancel.isPending && { onCancel: () => cancel.mutate() })}
    />
  )
}
