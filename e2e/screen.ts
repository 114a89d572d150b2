/** What a person does on the screen, in words. */
import { expect, type Page } from '@playwright/test'
import { ownerPassword, type Program } from './program.ts'

export async function signIn(page: Page, program: Program, email: string): Promise<void> {
  await page.goto(`${program.url}/sign-in`)
  await page.getByLabel(/почта/i).fill(email)
  await page.locator('input[type=password]').fill(ownerPassword)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Лента' })).toBeVisible()
}

/** A key of the keyboard as a Russian layout gives it: the place is the same, the letter is not. */
export async function pressRussian(page: Page, code: `Key${string}`): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const latin = code.slice(3)
  const letter = russian[latin] ?? latin
  const event = { code, key: letter, text: letter, windowsVirtualKeyCode: latin.charCodeAt(0) }
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event })
  await session.send('Input.dispatchKeyEvent', {
    type: 'keyUp',
    code,
    key: letter,
    windowsVirtualKeyCode: event.windowsVirtualKeyCode,
  })
  await session.detach()
}

const russian: Record<string, string> = {
  J: 'о',
  K: 'л',
  A: 'ф',
  R: 'к',
  E: 'у',
  X: 'ч',
  N: 'т',
  G: 'п',
  L: 'д',
  P: 'з',
  S: 'ы',
}
