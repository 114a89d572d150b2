import { expect, test } from 'vitest'
import { findBreach } from './boundary-rules.ts'

const server = 'packages/server/src'

test.each([
  ['packages/web/src/feed/FeedPage.tsx', '@otklik/contract'],
  ['packages/contract/src/endpoint.ts', '@orpc/contract'],
  [`${server}/platform/http/api.ts`, '@orpc/server'],
  [`${server}/interests/interests.ts`, '../platform/ctx.ts'],
  [`${server}/interests/interests.ts`, '../members/index.ts'],
  [`${server}/interests/interests.table.ts`, '../members/members.table.ts'],
  [`${server}/interests/interests.test.ts`, '../members/members.fixtures.ts'],
  [`${server}/channels/email/sync.ts`, '../channel.ts'],
  [`${server}/channels/email/recognisers/vk.ts`, '../letter.ts'],
  [`${server}/channels/email/sync.ts`, 'imapflow'],
  [`${server}/channels/kinds.ts`, './email/index.ts'],
  [`${server}/letters/thread.ts`, '../channels/email/index.ts'],
  [`${server}/app.ts`, './interests/interests.routes.ts'],
])('%s may import %s', (file, specifier) => {
  expect(findBreach(file, specifier)).toBeUndefined()
})

test.each([
  ['packages/ui/src/Avatar.tsx', '@otklik/contract'],
  ['packages/web/src/api/client.ts', '@orpc/client'],
  ['packages/web/src/api/client.ts', '../../../server/src/app.ts'],
  ['packages/web/src/api/client.ts', '@otklik/server'],
  [`${server}/platform/ctx.ts`, '../interests/interests.table.ts'],
  [`${server}/interests/interests.routes.ts`, '@orpc/server'],
  [`${server}/interests/interests.ts`, '../members/members.ts'],
  [`${server}/letters/thread.ts`, '../channels/email/mime.ts'],
  [`${server}/interests/interests.ts`, '../app.ts'],
  [`${server}/interests/interests.ts`, '../test/harness.ts'],
  [`${server}/interests/interests.ts`, 'pg'],
  [`${server}/channels/email/sync.ts`, '../../platform/ctx.ts'],
  [`${server}/channels/email/sync.ts`, '../sandbox/send.ts'],
  [`${server}/channels/email/sync.ts`, 'drizzle-orm/pg-core'],
])('%s may not import %s', (file, specifier) => {
  expect(findBreach(file, specifier)).toEqual(expect.any(String))
})
