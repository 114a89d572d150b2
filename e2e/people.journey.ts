/** Two people at one card, and a whole working day by keyboard on a Russian layout. */
import { expect, test } from '@playwright/test'
import { addColleague, createOwner, startProgram, type Owner, type Program } from './program.ts'
import { pressRussian, signIn } from './screen.ts'

let program: Program
let owner: Owner

test.beforeAll(async () => {
  program = await startProgram()
  owner = await createOwner(program)
})
test.afterAll(() => program.stop())

async function sendInterests(texts: string[]): Promise<void> {
  const key = await owner.client.apiKeys.create({ name: 'Журнал', scopes: ['interests.create'] })
  for (const [place, text] of texts.entries()) {
    const answer = await fetch(`${program.url}/api/v1/interests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key.secret}` },
      body: JSON.stringify({
        externalId: text,
        sourceType: 'vk',
        activityClass: 'social',
        action: 'comment',
        occurredAt: new Date(Date.now() - place * 60_000).toISOString(),
        author: { name: `Покупатель ${place + 1}`, network: 'vk', externalId: text },
        text,
      }),
    })
    expect(answer.ok).toBe(true)
  }
}

test('two browsers claim one card: one wins, the other is told who', async ({ browser }) => {
  await sendInterests(['Кто успел, тот и съел?'])
  await addColleague(program, owner, { name: 'Тимур Ли', email: 'timur@polden.test', role: 'manager' })
  const [annaPage, timurPage] = await Promise.all([browser.newPage(), browser.newPage()])
  await signIn(annaPage, program, owner.email)
  await signIn(timurPage, program, 'timur@polden.test')
  const buttons = [annaPage, timurPage].map((page) =>
    page.getByRole('row').filter({ hasText: 'Кто успел' }).getByRole('button', { name: 'Взять' }),
  )
  for (const button of buttons) await expect(button).toBeVisible()
  // Neither screen has heard of the other's press yet.
  await Promise.all(buttons.map((button) => button.click({ noWaitAfter: true })))
  const holder = async () =>
    (await owner.client.interests.list({ q: 'успел' })).items[0]?.responsible?.name ?? ''
  await expect.poll(holder).toMatch(/Анна Ким|Тимур Ли/)
  const winner = await holder()
  const loserPage = winner === 'Анна Ким' ? timurPage : annaPage
  await expect(
    loserPage.getByText(new RegExp(`взял[аи]?.*${winner}|${winner}.*взял`, 'i')).first(),
  ).toBeVisible()
  await Promise.all([annaPage.close(), timurPage.close()])
})

test('the feed is worked by keyboard alone on a Russian layout', async ({ page }) => {
  await sendInterests(['Первая по клавишам', 'Вторая по клавишам', 'Третья по клавишам'])
  await signIn(page, program, owner.email)
  await expect(page.getByText('Первая по клавишам')).toBeVisible()
  await pressRussian(page, 'KeyJ')
  await pressRussian(page, 'KeyA')
  const first = async () => (await owner.client.interests.list({ q: 'первая клавишам' })).items[0]
  await expect.poll(async () => (await first())?.responsible?.name).toBe('Анна Ким')
  // «Ответ не нужен» for two at once: mark, move, mark, decide.
  await pressRussian(page, 'KeyX')
  await pressRussian(page, 'KeyJ')
  await pressRussian(page, 'KeyX')
  await expect(page.getByText(/Выбран[оы]:? 2|2 выбран|Отмечен[оы] 2/i).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await pressRussian(page, 'KeyE')
  await page.getByLabel('Почему подтверждения нет').fill('Спросили и сами нашли')
  await page.keyboard.press('Control+Enter')
  await expect.poll(async () => (await owner.client.interests.list({ processed: true })).items.length).toBe(1)
})
