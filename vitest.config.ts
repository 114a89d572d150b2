import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const SERVER_SETUP = 'packages/server/src/test/global-setup.ts'

export default defineConfig({
  test: {
    // Two processes suit two cores; each server worker clones one migrated database for itself.
    pool: 'forks',
    maxWorkers: 2,
    // Generous because a cold machine runs real servers; no test measures time.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['packages/{contract,text,ui,web,widget}/src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['packages/server/src/**/*.test.ts'],
          globalSetup: existsSync(SERVER_SETUP) ? [SERVER_SETUP] : [],
        },
      },
    ],
  },
})
