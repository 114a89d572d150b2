/** axe finds nothing on any page, light and dark, wide and narrow. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { createOwner, startProgram, type Owner, type Program } from './program.ts'
import { signIn } from './screen.ts'

const pages = [
  '/feed',
  '/feed?tab=unanswered',
  '/conversations',
  '/leads',
  '/planned',
  '/report',
  '/letters',
  '/notices',
  '/settings',
  '/settings/security',
  '/settings/appearance',
  '/settings/notices',
  '/settings/products',
  '/settings/assignment',
  '/settings/conversations',
  '/settings/templates',
  '/settings/greetings',
  '/settings/listening-imports',
  '/settings/intents',
  '/settings/mail-rules',
  '/settings/members',
  '/settings/roles',
  '/settings/workspace',
  '/settings/channels',
  '/settings/channels/new',
  '/settings/channels/new?kind=email',
  '/settings/channels/new?kind=telegram',
  '/settings/api-keys',
  '/settings/webhooks',
  '/settings/audit',
  '/settings/jobs',
]

let program: Program
let owner: Owner
/** A dialog in which all was said that can be shown. */
let dialogId = ''

test.beforeAll(async () => {
  program = await startProgram()
  owner = await createOwner(program)
  const key = await owner.client.apiKeys.create({ name: 'Журнал', scopes: ['interests.create'] })
  for (let number = 0; number < 5; number++) {
    await fetch(`${program.url}/api/v1/interests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key.secret}` },
      body: JSON.stringify({
        externalId: `a${number}`,
        sourceType: 'vk',
        activityClass: 'social',
        action: 'comment',
        author: { name: `Покупатель ${number}`, network: 'vk', externalId: `p${number}` },
        text: `Вопрос номер ${number}`,
        rating: number + 1,
      }),
    })
  }
  dialogId = await openDialog()
})
test.afterAll(() => program.stop())

const looks = [
  { name: 'wide and light', viewport: { width: 1440, height: 900 }, colorScheme: 'light' as const },
  { name: 'narrow and dark', viewport: { width: 390, height: 844 }, colorScheme: 'dark' as const },
]

test('no page breaks the rules of access, wide and light, narrow and dark', async ({ page }) => {
  test.setTimeout(900_000)
  await page.goto(`${program.url}/sign-in`)
  await expectNoFindings(page, '/sign-in')
  await signIn(page, program, owner.email)
  for (const path of [...pages, `/conversations?dialog=${dialogId}`]) {
    await page.goto(`${program.url}${path}`)
    await expectNoFindings(page, path)
  }
})

/** A page is loaded once and looked at both ways: the layout and the colours follow the window. */
async function expectNoFindings(page: Page, path: string): Promise<void> {
  for (const { name, viewport, colorScheme } of looks) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
    await expect(page.locator('[class*=Skeleton]')).toHaveCount(0)
    expect.soft(await findings(page), `${path}, ${name}`).toEqual([])
  }
}

async function openDialog(): Promise<string> {
  const { client } = owner
  const channel = await client.channels.create({ kind: 'sandbox', name: 'Песочница', values: {} })
  const author = { id: 'daria', name: 'Дарья Мельник' }
  await fetch(channel.hookUrl ?? '', {
    method: 'POST',
    body: JSON.stringify({ id: 'm1', kind: 'message', text: 'Есть без кофеина? https://example.ru', author }),
  })
  const dialogs = async () => (await client.conversations.list({})).items
  await expect.poll(async () => (await dialogs()).length).toBe(1)
  const [dialog] = await dialogs()
  const id = dialog?.id ?? ''
  await client.conversations.accept({ id })
  await client.conversations.send({ id, messageId: crypto.randomUUID(), text: 'Есть, и молотый тоже.' })
  await client.conversations.send({ id, messageId: crypto.randomUUID(), kind: 'note', text: 'Постоянная' })
  return id
}

async function findings(page: Page): Promise<string[]> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(
    (violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join('; ')}`,
  )
}
