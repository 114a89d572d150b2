export { createOwner } from './setup.ts'
export { getWorkspace } from './workspaces.ts'
