import { createClientOf } from '@otklik/contract'
import { routes } from './routes.ts'
import { currentWorkspaceId } from './workspace-choice.ts'

/** The typed client of the whole interface. The workspace of a call goes in a header. */
export const api = createClientOf(routes, {
  url: window.location.origin,
  headers: () => {
    const workspaceId = currentWorkspaceId()
    return workspaceId === null ? {} : { 'otklik-workspace': workspaceId }
  },
})
