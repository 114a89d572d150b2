import { existsSync, globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const SERVER_SETUP = 'packages/server/src/test/global-setup.ts'
const SERVER_TESTS = 'packages/server/src/**/*.test.ts'

/** Tests that say nothing of a database need neither its start nor a second run on another PostgreSQL. */
const withoutDatabase = globSync(SERVER_TESTS, { cwd: import.meta.dirname })
  .map((file) => file.replaceAll('\\', '/'))
  .filter(
    (file) =>
      !/\/test\/(?!mail-|fakes\/)|\.\/(harness|test-database)\.ts|DATABASE_URL/.test(
        readFileSync(file, 'utf8'),
      ),
  )

/** On another PostgreSQL: the slices that speak SQL of their own. What goes through them says the same there. */
const withSqlOfTheirOwn = [
  'answers',
  'audit',
  'backup',
  'channels/*',
  'contacts',
  'conversations',
  'greetings',
  'interests',
  'jobs',
  'leads',
  'letters',
  'listening-imports',
  'planned-contacts',
  'platform',
  'reports/joint*',
  'views',
].map((name) => `packages/server/src/${name.includes('*') ? name : `${name}/**/*`}.test.ts`)
const ownDatabase = 'packages/server/src/platform/db/embedded.test.ts'
const onOtherPostgres = process.env['OTKLIK_TEST_DATABASE_URL'] !== undefined

/** Whole programs take minutes: begun last, one of them would keep the other process idle. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) =>
      /kill|command-line|embedded|exports|create-owner|mailbox/.test(moduleId)
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    // Two processes suit two cores; each server worker clones one migrated database for itself.
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // Generous because a cold machine runs real servers; no test measures time.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: [
            'packages/{contract,text,ui,web,widget}/src/**/*.test.{ts,tsx}',
            'scripts/**/*.test.ts',
            ...withoutDatabase,
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: onOtherPostgres ? withSqlOfTheirOwn : [SERVER_TESTS],
          exclude: [...withoutDatabase, ...(onOtherPostgres ? [ownDatabase] : [])],
          globalSetup: existsSync(SERVER_SETUP) ? [SERVER_SETUP] : [],
        },
      },
    ],
  },
})
