export { makeBackup } from './make-backup.ts'
export { verifyBackup, type Backup } from './read-backup.ts'
export { countContents, restoreBackup } from './restore-backup.ts'
