import { expect, it } from 'vitest'
import { useHarness } from '../test/harness.ts'

const harness = useHarness()

it('reads pushes of one moment in the order they came, also while the address is still being looked up', async () => {
  const { owner } = await harness().newWorkspace()
  const numbers = Array.from({ length: 30 }, (_, number) => number)
  for (let round = 0; round < 3; round++) {
    // Nobody came to this address before.
    const channel = await owner.client.channels.create({ kind: 'sandbox', name: 'Песочница', values: {} })
    const path = new URL(channel.hookUrl ?? '').pathname
    const author = { id: 'ivan', name: 'Иван Петров' }
    const bodies = numbers.map((number) =>
      JSON.stringify({ id: `m${number}`, kind: 'message', text: String(number), author, at: 1_795_000_000 }),
    )
    const answers = await Promise.all(bodies.map((body) => harness().request(path, { method: 'POST', body })))
    expect(answers.map(({ status }) => status)).toEqual(numbers.map(() => 200))
    await harness().drain()
    const [dialog] = (await owner.client.conversations.list({ channelId: [channel.id] })).items
    const { items } = await owner.client.conversations.messages({ id: dialog?.id ?? '', limit: 100 })
    expect(items.map(({ text }) => Number(text))).toEqual(numbers)
  }
})
