import { expect, test } from 'vitest'
import { openMailbox } from '../test/mailbox.ts'
import { useHarness } from '../test/harness.ts'

const harness = useHarness()

test('tabs count the letters of the last 30 days, login codes only for those who may see them', async () => {
  const place = await harness().newWorkspace()
  const manager = await place.join('manager')
  const box = await openMailbox(harness(), place)
  const headers = ['List-Unsubscribe: <https://polden-site.example/u>', 'Precedence: bulk']
  await box.receive({ text: 'Скидки', headers })
  await box.receive({ text: 'Скидки давно', headers, ago: 31 * 24 * 60 })
  await box.receive({
    subject: 'Код подтверждения 4821',
    text: 'Ваш код подтверждения для входа: 4821. Никому не сообщайте его.',
  })
  const seenByOwner = (await place.owner.client.letters.counts()).items
  expect(seenByOwner).toEqual(
    expect.arrayContaining([
      { outcome: 'list', count: 1 },
      { outcome: 'secret', count: 1 },
    ]),
  )
  expect((await manager.client.letters.counts()).items.map((item) => item.outcome)).toEqual(['list'])
  await expect(harness().stranger.letters.counts()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  const other = await harness().newWorkspace()
  expect((await other.owner.client.letters.counts()).items).toEqual([])
})

test('a login code is seen by those who may, is not kept by the browser, and does not come out of the ledger', async () => {
  const place = await harness().newWorkspace()
  const box = await openMailbox(harness(), place)
  await box.receive({
    subject: 'Код подтверждения 4821',
    text: '<p>Ваш код подтверждения для входа: 4821. Никому не сообщайте его.</p>',
    contentType: 'text/html',
  })
  const { client, request } = place.owner
  const [letter] = (await client.letters.list({ outcome: ['secret'] })).items
  for (const form of ['html', 'raw']) {
    const page = await request(`/api/v1/letters/${letter?.id}/${form}`)
    expect(page.status).toBe(200)
    expect(page.headers.get('cache-control')).toContain('no-store')
  }
  const [event] = (await client.channels.events({ id: letter?.channelId ?? '' })).items
  const { secret } = await client.apiKeys.create({
    name: 'Настройка',
    scopes: ['channels.read', 'channels.manage'],
  })
  const headers = { authorization: `Bearer ${secret}` }
  expect((await harness().request(event?.rawUrl ?? '', { headers })).status).toBe(404)
  expect(await (await request(event?.rawUrl ?? '')).text()).toContain('Subject')
  const log = (await client.audit.list({})).items.filter((entry) => entry.action === 'letter.secret_read')
  expect(log).toHaveLength(3)
})

test('a letter that names one picture thousands of times is shown without it', async () => {
  const place = await harness().newWorkspace()
  const box = await openMailbox(harness(), place)
  const picture = Buffer.concat([
    Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    Buffer.alloc(100_000),
  ])
  await box.receive({
    text: [
      '--b',
      'Content-Type: text/html',
      '',
      `<p>Скидки</p>${'<img src="cid:p">'.repeat(3000)}`,
      '--b',
      'Content-Type: image/png',
      'Content-ID: <p>',
      'Content-Transfer-Encoding: base64',
      '',
      picture.toString('base64').replaceAll(/.{76}/g, '$&\r\n'),
      '--b--',
    ].join('\r\n'),
    contentType: 'multipart/related; boundary=b',
    headers: ['List-Unsubscribe: <https://polden-site.example/u>', 'Precedence: bulk'],
  })
  const [letter] = (await place.owner.client.letters.list({})).items
  const html = await (await place.owner.request(`/api/v1/letters/${letter?.id}/html`)).text()
  expect(html).toContain('Скидки')
  expect(html.length).toBeLessThan(1_000_000)
})

test('a letter is opened with its text, its page without scripts, and its bytes', async () => {
  const place = await harness().newWorkspace()
  const other = await harness().newWorkspace()
  const box = await openMailbox(harness(), place)
  await box.receive({
    text: '<p>Скидки</p><script>alert(1)</script>',
    contentType: 'text/html',
    headers: ['List-Unsubscribe: <https://polden-site.example/u>', 'Precedence: bulk'],
  })
  const [letter] = (await place.owner.client.letters.list({ outcome: ['list'] })).items
  const id = letter?.id ?? ''
  expect(await place.owner.client.letters.get({ id })).toMatchObject({ hasHtml: true, text: 'Скидки' })
  const page = await place.owner.request(`/api/v1/letters/${id}/html`)
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  const html = await page.text()
  expect(html).toContain('Скидки')
  expect(html).not.toContain('script')
  expect(await (await place.owner.request(`/api/v1/letters/${id}/raw`)).text()).toContain('List-Unsubscribe')
  const { interestId } = await place.owner.client.letters.makeInterest({ id })
  expect((await place.owner.client.letters.makeInterest({ id })).interestId).toBe(interestId)
  await expect(other.owner.client.letters.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
