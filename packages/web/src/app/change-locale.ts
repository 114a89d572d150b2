import { api } from '../api/client.ts'
import { queryClient, showProblem } from '../api/query-client.ts'
import { meQuery } from '../api/session.ts'
import { chooseLocale } from './i18n.ts'
import type { Locale } from './i18n.ts'

/** Switches the language here at once and tells the server, whose letters and pushes follow it. */
export async function changeLocale(locale: Locale): Promise<void> {
  await chooseLocale(locale)
  if (queryClient.getQueryData(meQuery.queryKey) === undefined) return
  try {
    queryClient.setQueryData(meQuery.queryKey, await api.workspaces.updateMe({ locale }))
  } catch (error) {
    showProblem(error)
  }
}
