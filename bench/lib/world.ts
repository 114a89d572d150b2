/** A fresh installation for one measurement: an empty database, an owner, the program inside this process. */
import { createOtklikClient, type OtklikClient } from '@otklik/contract'
import { createSessionUnchecked } from '../../packages/server/src/accounts/index.ts'
import { readConfig } from '../../packages/server/src/platform/config.ts'
import { createProgram, type Program } from '../../packages/server/src/start.ts'
import { createOwner } from '../../packages/server/src/workspaces/index.ts'
import { openPlace, type Place } from './place.ts'

export interface World {
  place: Place
  program: Program
  databaseUrl: string
  workspaceId: string
  /** Of the owner; signed with the secret of the place's folder, so that a server process over it knows it too. */
  cookie: string
  client: OtklikClient
  close(): Promise<void>
}

export async function openWorld(database: string): Promise<World> {
  const place = await openPlace()
  const databaseUrl = await place.renew(database)
  const program = await openProgram(place, databaseUrl)
  const owner = await createOwner(program.platform, {
    name: 'Анна Ким',
    email: 'anna@polden.test',
    password: 'bench-password',
    workspaceName: 'Кофейня',
    timeZone: 'Europe/Moscow',
    locale: 'ru',
    goals: [],
  })
  const cookie = await createSessionUnchecked(program.auth, owner.userId)
  const headers = { cookie, 'otklik-workspace': owner.workspaceId }
  return {
    place,
    program,
    databaseUrl,
    workspaceId: owner.workspaceId,
    cookie,
    client: createOtklikClient({
      url: 'http://127.0.0.1',
      headers: () => headers,
      fetch: async (request) => program.http.fetch(request),
    }),
    close: async () => {
      await program.stop()
      await place.removeOthers(database, '')
      await place.stop()
    },
  }
}

/** The program in this process, without workers and without a port. */
export function openProgram(place: Place, databaseUrl: string): Promise<Program> {
  const config = readConfig({
    OTKLIK_DATA: place.dataDir,
    LOG_LEVEL: 'fatal',
    PORT: '0',
    OTKLIK_ALLOW_NETWORKS: '127.0.0.0/8',
  })
  return createProgram({ config, databaseUrl, maxConnections: 8 })
}
