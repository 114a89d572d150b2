import { createOtklikClient } from '@otklik/contract'
import { currentWorkspaceId } from './workspace-choice.ts'

/** The typed client of the whole interface. The workspace of a call goes in a header. */
export const api = createOtklikClient({
  url: window.location.origin,
  headers: () => {
    const workspaceId = currentWorkspaceId()
    return workspaceId === null ? {} : { 'otklik-workspace': workspaceId }
  },
})
