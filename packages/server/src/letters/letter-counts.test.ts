import { expect, test } from 'vitest'
import { openMailbox } from '../mail-rules/mail-rules.fixtures.ts'
import { useHarness } from '../test/harness.ts'

const harness = useHarness()

test('tabs count the letters of the last 30 days, login codes only for those who may see them', async () => {
  const place = await harness().newWorkspace()
  const manager = await place.join('manager')
  const box = await openMailbox(harness(), place)
  const headers = ['List-Unsubscribe: <https://polden-site.example/u>', 'Precedence: bulk']
  await box.receive({ text: 'Скидки', headers })
  await box.receive({ text: 'Скидки давно', headers, ago: 31 * 24 * 60 })
  await box.receive({ subject: 'Код подтверждения 4821', text: 'Ваш код подтверждения для входа: 4821. Никому не сообщайте его.' })
  const seenByOwner = (await place.owner.client.letters.counts()).items
  expect(seenByOwner).toEqual(expect.arrayContaining([{ outcome: 'list', count: 1 }, { outcome: 'secret', count: 1 }]))
  expect((await manager.client.letters.counts()).items.map((item) => item.outcome)).toEqual(['list'])
  await expect(harness().stranger.letters.counts()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  const other = await harness().newWorkspace()
  expect((await other.owner.client.letters.counts()).items).toEqual([])
})
