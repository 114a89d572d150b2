import { describe, expect, test } from 'vitest'
import { useHarness } from '../../test/harness.ts'

/** The machine a request comes from, as the HTTP server tells it. */
function from(remoteAddress: string) {
  return { incoming: { socket: { remoteAddress } } }
}

describe('without a token', () => {
  const harness = useHarness()

  test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])(
    'this machine reads the metrics: %s',
    async (address) => {
      const answer = await harness().program.http.request('/metrics', {}, from(address))
      expect(await answer.text()).toContain('otklik_live_screens')
    },
  )

  test('other machines and those behind a proxy do not', async () => {
    const { http } = harness().program
    expect((await http.request('/metrics', {}, from('203.0.113.7'))).status).toBe(404)
    const headers = { 'x-forwarded-for': '203.0.113.7' }
    expect((await http.request('/metrics', { headers }, from('127.0.0.1'))).status).toBe(404)
    expect((await http.request('/healthz', {}, from('203.0.113.7'))).status).toBe(200)
  })
})

describe('with a token', () => {
  const harness = useHarness({ env: { OTKLIK_METRICS_TOKEN: 'a-token-of-prometheus' } })

  test('it alone opens the metrics, from anywhere', async () => {
    const read = async (authorization: string) => {
      const answer = await harness().program.http.request(
        '/metrics',
        { headers: { authorization } },
        from('203.0.113.7'),
      )
      return answer.status
    }
    expect(await read('Bearer a-token-of-prometheus')).toBe(200)
    expect(await read('Bearer a-token-of-prometheuS')).toBe(404)
    expect((await harness().program.http.request('/metrics', {}, from('127.0.0.1'))).status).toBe(404)
  })
})
