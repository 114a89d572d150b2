export { firstRunNotice } from './first-run-code.ts'
export { createOwner } from './setup.ts'
export { getWorkspace } from './workspaces.ts'
