/** The same client against a double that other people wrote: our own may share our mistakes. */
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import TelegramServer from 'telegram-test-api'
import { expect, it } from 'vitest'
import { useTelegram } from '../../test/fakes/use-telegram.ts'
import { actTelegram } from './act.ts'
import { openTelegram } from './api.ts'
import { receive } from './receive.ts'
import { sendTelegram } from './send.ts'

const desk = useTelegram()

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

it('a message is fetched, read, answered, and the answer edited and removed', async () => {
  const emulator = new TelegramServer({ port: await freePort(), host: '127.0.0.1' })
  await emulator.start()
  try {
    const settings = desk().settingsWith({ apiUrl: emulator.config.apiURL })
    const { io } = desk()
    const person = emulator.getClient(settings.token, {
      userId: 777,
      chatId: 777,
      firstName: 'Анна',
      userName: 'anna',
    })
    await person.sendMessage(person.makeMessage('Есть молотый?'))

    const telegram = openTelegram(settings, io)
    expect(await telegram.getMe()).toMatchObject({ username: 'TestNameBot' })
    const [update] = await telegram.getUpdates({ offset: 0, limit: 100, timeout: 0 })
    const outcome = receive(
      { id: 'e', meta: {}, receivedAt: io.now(), contentType: '', body: Buffer.from(JSON.stringify(update)) },
      settings,
    )
    if (outcome.kind !== 'signals' || outcome.items[0]?.kind !== 'message')
      throw new Error('no message was read')
    const { message } = outcome.items[0]
    expect(message).toMatchObject({
      chatId: '777',
      text: 'Есть молотый?',
      author: { externalId: '777', name: 'Анна' },
    })

    const target = message.replyTarget
    const answer = { id: 'a1', text: 'Есть, 900 ₽', attachments: [], target, authorName: 'Анна Ким' }
    const { externalId } = await sendTelegram({ ...answer, replyToId: message.externalId }, settings, io)
    const { result } = await person.getUpdates()
    expect(result).toMatchObject([{ message: { text: 'Есть, 900 ₽', chat_id: '777' } }])

    await actTelegram({ kind: 'edit', target, externalId, text: 'Есть, 950 ₽' }, settings, io)
    expect(emulator.storage.botMessages).toMatchObject([{ message: { text: 'Есть, 950 ₽' } }])
    await actTelegram({ kind: 'remove', target, externalId }, settings, io)
    expect(emulator.storage.botMessages).toEqual([])
  } finally {
    await emulator.stop()
  }
})
