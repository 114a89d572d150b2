export { firstRunNotice } from './first-run-code.ts'
export { inWorkspaceLanguage } from './language.ts'
export { createOwner } from './setup.ts'
export { getWorkspace } from './workspaces.ts'
