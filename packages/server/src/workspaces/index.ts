export { createOwner, type OwnerInput } from './setup.ts'
export { getWorkspace } from './workspaces.ts'
