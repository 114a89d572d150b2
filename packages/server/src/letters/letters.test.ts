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
