/** A visitor on a site of another origin: consent, a talk both ways, the form outside of working hours, nothing before consent. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type FrameLocator, type Page } from '@playwright/test'
import { createOwner, startProgram, type Owner, type Program } from './program.ts'

const processingText = 'Согласен на обработку имени и телефона, чтобы мне ответили'

let program: Program
let owner: Owner
let shop: Server
/** The owner's page, and one that is not in the settings. */
let shopUrl: string
let strangeUrl: string
let key = ''

test.beforeAll(async () => {
  program = await startProgram()
  owner = await createOwner(program)
  shop = createServer((_request, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8')
    answer.end(
      `<!doctype html><html lang="ru"><title>Лавка</title><h1>Лавка</h1><div data-otklik="review" data-product="Турка"></div><script src="${program.url}/widget.js" data-key="${key}" async></script></html>`,
    )
  })
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
  const { port } = shop.address() as AddressInfo
  shopUrl = `http://127.0.0.1:${port}`
  strangeUrl = `http://localhost:${port}`
  key = await connect({})
})
test.afterAll(async () => {
  shop.close()
  await program.stop()
})

async function connect(values: Record<string, string | boolean>): Promise<string> {
  const channel = await owner.client.channels.create({
    kind: 'site',
    name: 'Лавка',
    values: {
      origins: shopUrl,
      reviews: true,
      operatorName: 'ООО «Лавка»',
      operatorAddress: 'Казань',
      processingText,
      visitsText: 'Согласен на запись посещённых страниц',
      ...values,
    },
  })
  return channel.hookUrl?.split('/').at(-1) ?? ''
}

function cornerOf(page: Page): FrameLocator {
  return page.frameLocator('iframe[title="Чат / Chat"]')
}

const cards = async () => (await owner.client.interests.list({})).items

test('a visitor agrees, writes, and reads the answer after a new start of the page', async ({ page }) => {
  await page.goto(shopUrl)
  const corner = cornerOf(page)
  await corner.getByRole('button', { name: 'Написать нам' }).click()
  const box = corner.getByRole('checkbox', { name: processingText })
  await expect(box).not.toBeChecked()
  const before = await page.context().storageState({ indexedDB: true })
  expect([before.cookies, before.origins]).toEqual([[], []])
  await box.click()
  await corner.getByRole('textbox', { name: 'Сообщение' }).fill('Есть <b>размер</b> 42?')
  await page.keyboard.press('Enter')
  await expect(corner.getByRole('log')).toContainText('Есть <b>размер</b> 42?')
  await expect.poll(async () => (await cards()).map(({ text }) => text)).toEqual(['Есть <b>размер</b> 42?'])
  const [card] = await cards()
  const id = card?.id ?? ''
  await owner.client.interests.answer({ id, answerId: crypto.randomUUID(), text: 'Да, последняя пара' })
  await expect(corner.getByRole('log')).toContainText('Да, последняя пара')
  await page.reload()
  await corner.getByRole('button', { name: 'Написать нам' }).click()
  await expect(corner.getByRole('log')).toContainText('Да, последняя пара')
  const found = await new AxeBuilder({ page }).include('iframe[title="Чат / Chat"]').analyze()
  expect(found.violations.map(({ id: rule, nodes }) => [rule, nodes.map(({ html }) => html)])).toEqual([])
})

test('a review of the product is left in the page itself', async ({ page }) => {
  await page.goto(shopUrl)
  const block = page.frameLocator('iframe[title="review"]')
  await expect(block.getByRole('button', { name: 'Отправить' })).toBeDisabled()
  await block.getByRole('checkbox', { name: processingText }).click()
  await block.getByRole('radio', { name: '5 ★' }).check()
  await block.getByRole('textbox', { name: 'Сообщение' }).fill('Отличная турка')
  await page.waitForTimeout(2100)
  await block.getByRole('button', { name: 'Отправить' }).click()
  await expect(block.getByRole('status')).toContainText('Спасибо')
  await expect
    .poll(async () => (await cards()).map(({ text, rating }) => [text, rating]))
    .toContainEqual(['Отличная турка', 5])
})

test('outside of working hours the contact is asked for, and a strange page shows nothing', async ({
  page,
}) => {
  // A quarter of an hour that is not now, in the zone of the workspace.
  const later = new Date(Date.now() + 12 * 3_600_000)
  const time = (date: Date) =>
    date.toLocaleTimeString('en-GB', { timeZone: 'Europe/Moscow', hour: '2-digit', minute: '2-digit' })
  const before = key
  key = await connect({ workFrom: time(later), workTo: time(new Date(later.getTime() + 900_000)) })
  await page.goto(shopUrl)
  const corner = cornerOf(page)
  await corner.getByRole('button', { name: 'Написать нам' }).click()
  await expect(corner.getByText('Сейчас мы не на связи')).toBeVisible()
  await corner.getByRole('textbox', { name: 'Телефон' }).fill('+7 900 000-00-00')
  await corner.getByRole('textbox', { name: 'Сообщение' }).fill('Когда откроетесь?')
  await corner.getByRole('checkbox', { name: processingText }).click()
  await page.waitForTimeout(2100)
  await corner.getByRole('button', { name: 'Отправить' }).click()
  await expect(corner.getByRole('status')).toContainText('Спасибо')
  await expect.poll(async () => (await cards()).map(({ text }) => text)).toContain('Когда откроетесь?')
  key = before
  await page.goto(strangeUrl)
  await page.waitForTimeout(1000)
  await expect(cornerOf(page).getByRole('button')).toHaveCount(0)
})
