/** Cards sent as a site would send them: by the API with a key. */
import { expect } from '@playwright/test'
import type { Owner, Program } from './program.ts'

interface SentCard {
  text: string
  author?: string
  /** Minutes before now. */
  ago?: number
  more?: Record<string, unknown>
}

export type Sender = (card: SentCard) => Promise<string>

export async function createSender(program: Program, owner: Owner): Promise<Sender> {
  const key = await owner.client.apiKeys.create({ name: 'Журнал', scopes: ['interests.create'] })
  return async ({ text, author = 'Дарья Мельник', ago = 0, more = {} }) => {
    const answer = await fetch(`${program.url}/api/v1/interests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key.secret}` },
      body: JSON.stringify({
        externalId: text,
        sourceType: 'vk',
        activityClass: 'social',
        action: 'comment',
        sourceUrl: 'https://vk.com/wall-1_2?reply=3',
        occurredAt: new Date(Date.now() - ago * 60_000).toISOString(),
        author: { name: author, network: 'vk', externalId: author },
        text,
        ...more,
      }),
    })
    expect(answer.ok, await answer.clone().text()).toBe(true)
    const { id }: { id: string } = JSON.parse(await answer.text())
    return id
  }
}
