import { expect, it } from 'vitest'
import { useHarness } from '../test/harness.ts'

const harness = useHarness({ jobs: false, env: { OTKLIK_TRUST_PROXY: 'true' } })

function push(path: string, ip: string): Promise<Response> {
  return harness().request(path, {
    method: 'POST',
    body: JSON.stringify({ activityClass: 'site_form', action: 'question', text: 'Есть доставка?' }),
    headers: { 'content-type': 'application/json', 'x-forwarded-for': ip },
  })
}

it('holds up an address that guesses hooks, and never the pushes of a working hook from there', async () => {
  const { owner } = await harness().newWorkspace()
  const channel = await owner.client.channels.create({ kind: 'api', name: 'Сайт', values: {} })
  const hook = new URL(channel.hookUrl ?? '').pathname
  const guess = (n: number, ip: string) => push(`/hooks/${String(n).padStart(32, 'A')}`, ip)
  expect((await push(hook, '203.0.113.5')).status).toBe(200)
  const statuses = new Map<number, number>()
  for (let n = 0; n < 210; n++) {
    const { status } = await guess(n, '203.0.113.5')
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
  expect([...statuses]).toEqual([
    [404, 200],
    [429, 10],
  ])
  for (let n = 0; n < 300; n++) expect((await push(hook, '203.0.113.5')).status).toBe(200)
  expect((await guess(0, '203.0.113.6')).status).toBe(404)
  harness().clock.advance(10_000)
  expect((await guess(0, '203.0.113.5')).status).toBe(404)
})
