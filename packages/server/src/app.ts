/** The list of slices: their endpoints, routes, jobs and reactions. Wiring only. */
import type { Subscription } from './platform/events.ts'
import { liveRoute } from './platform/http/live-route.ts'
import type { RawRoute } from './platform/http/raw-route.ts'
import type { AnyJob } from './platform/jobs.ts'

export const router = {}

export const rawRoutes: readonly RawRoute[] = [liveRoute]

export const jobs: readonly AnyJob[] = []

export const subscriptions: readonly Subscription[] = []
