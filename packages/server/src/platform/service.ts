import type { Platform } from './platform.ts'

/** Long-lived work of a process with the role `jobs`; the returned function stops it and waits. */
export type Service = (platform: Platform) => () => Promise<void>
