/** Letters that made no card: lists, figures, one letter, and the way to a card. */
import type { LetterOutcome } from '@otklik/contract'
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { api } from '../api/client.ts'
import { currentWorkspaceId } from '../api/workspace-choice.ts'
import { automatic } from './letters-search.ts'
import type { LetterTab } from './letters-search.ts'

export function lettersQuery({ tab, q }: { tab: LetterTab; q: string }) {
  return infiniteQueryOptions({
    queryKey: ['letters', 'list', tab, q],
    queryFn: ({ pageParam, signal }) =>
      api.letters.list(
        {
          limit: 50,
          outcome: tab === 'all' ? automatic : [tab],
          ...(q !== '' && { q }),
          ...(pageParam && { cursor: pageParam }),
        },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
}

export const letterCountsQuery = queryOptions({
  queryKey: ['letters', 'counts'],
  queryFn: () => api.letters.counts(),
})

export function letterQuery(id: string) {
  return queryOptions({
    queryKey: ['letters', 'one', id],
    queryFn: ({ signal }) => api.letters.get({ id }, { signal }),
  })
}

export function useMakeCard() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.letters.makeInterest({ id }),
    onSuccess: async () => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ['letters'] }),
        queryClient.invalidateQueries({ queryKey: ['interests'] }),
      ])
    },
  })
}

/** Frames and downloads carry no headers of ours: the workspace goes in the address. */
export function letterHtmlUrl(id: string): string {
  const workspaceId = currentWorkspaceId()
  return `/api/v1/letters/${encodeURIComponent(id)}/html${workspaceId === null ? '' : `?workspace=${workspaceId}`}`
}

export const outcomeWords: Record<
  LetterOutcome | 'all',
  { tab: MessageDescriptor; one: MessageDescriptor; about: MessageDescriptor }
> = {
  all: {
    tab: msg`Все`,
    one: msg`Все`,
    about: msg`Сюда попадают рассылки, уведомления и автоответы, чтобы не мешать в ленте.`,
  },
  list: {
    tab: msg`Рассылки`,
    one: msg`Рассылка`,
    about: msg`Новости, реклама и сводки, а ещё письма, которые правило велело не делать карточкой.`,
  },
  auto_reply: {
    tab: msg`Автоответы`,
    one: msg`Автоответ`,
    about: msg`«Я в отпуске» и подобное: ответила программа, а не человек.`,
  },
  bounce: {
    tab: msg`Не доставлено`,
    one: msg`Не доставлено`,
    about: msg`Почта сообщает, что наше письмо не дошло. На карточке это тоже видно.`,
  },
  receipt: {
    tab: msg`Уведомления о прочтении`,
    one: msg`Уведомление о прочтении`,
    about: msg`Подтверждения, что письмо доставили или открыли.`,
  },
  complaint: {
    tab: msg`Жалобы на спам`,
    one: msg`Жалоба на спам`,
    about: msg`Получатель пометил наше письмо как спам.`,
  },
  own: { tab: msg`Свои`, one: msg`Своё письмо`, about: msg`Письма, которые мы отправили сами.` },
  unreadable: {
    tab: msg`Нечитаемые`,
    one: msg`Нечитаемое`,
    about: msg`Повреждённые письма. Каждое есть и в ленте, с исходником.`,
  },
  secret: {
    tab: msg`Коды входа`,
    one: msg`Код входа`,
    about: msg`Коды и ссылки для входа. Видны только администраторам, просмотр пишется в журнал.`,
  },
  interest: { tab: msg`Карточки`, one: msg`Карточка`, about: msg`Письма, которые стали карточками.` },
  duplicate: { tab: msg`Повторы`, one: msg`Повтор`, about: msg`То же письмо, пришедшее ещё раз.` },
}
