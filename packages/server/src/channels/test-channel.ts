/** The test button: tries the connection with values that are not saved yet and says in words what is wrong. */
import type { Ctx } from '../platform/ctx.ts'
import { errorMessage, invalid } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import type { Inspection } from '@otklik/contract'
import { ChannelError, type Channel, type ChannelIo, type TestResult } from './channel.ts'
import { getChannelRow, type ChannelValue } from './channel-rows.ts'
import { checkValues, getConnector, mergeValues } from './connect.ts'
import { viewInspection } from './channels.view.ts'
import { createIo } from './io.ts'

const limitMs = 30_000

export interface TestInput {
  kind: string
  /** Fills secrets the form does not know from the saved channel. */
  id?: string | undefined
  values: Record<string, ChannelValue>
}

/** `inspection`: what the network says the tokens allow. */
export type Tried = TestResult & { inspection?: Inspection }

export async function testChannel(
  platform: Platform,
  run: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>,
  input: TestInput,
): Promise<Tried> {
  const connector = getConnector(input.kind)
  const { test, inspect } = connector.channel
  if (!test && !inspect) throw invalid('This kind of channel has nothing to try', { kind: 'no_test' })
  const { id } = input
  const values =
    id === undefined
      ? input.values
      : await run(async (ctx) => mergeValues(ctx, await getChannelRow(ctx, id), input.values))
  const { config } = checkValues(connector, values)
  const signal = AbortSignal.timeout(limitMs)
  const io = createIo(platform, signal, { connector: input.kind })
  try {
    return await Promise.race([tryOut(connector.channel, config, io), tooLong(signal)])
  } catch (error) {
    if (error instanceof ChannelError) return { ok: false, field: null, message: error.words }
    const reason = errorMessage(error)
    return {
      ok: false,
      field: null,
      message: { ru: `Не удалось подключиться: ${reason}`, en: `Could not connect: ${reason}` },
    }
  }
}

/** Where the network tells what the tokens allow, that is shown before anything is saved. */
async function tryOut(channel: Channel, config: unknown, io: ChannelIo): Promise<Tried> {
  const result = await channel.test?.(config, io)
  if (result?.ok === false || !channel.inspect) return result ?? nothingTried
  const inspection = await channel.inspect(config, io)
  const { name } = inspection.account
  return {
    ok: true,
    detail: result?.detail ?? { ru: `Подключено: ${name}`, en: `Connected: ${name}` },
    inspection: viewInspection({ ...inspection, at: io.now().toISOString() }),
  }
}

const nothingTried: TestResult = {
  ok: false,
  field: null,
  message: { ru: 'Этот канал нечем проверить', en: 'There is nothing to try in this channel' },
}

/** A server that accepts and then keeps silent must not hold the screen. */
function tooLong(signal: AbortSignal): Promise<TestResult> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () =>
      resolve({
        ok: false,
        field: null,
        message: {
          ru: `Сервер не ответил за ${limitMs / 1000} секунд. Проверьте адрес и порт.`,
          en: `The server did not answer within ${limitMs / 1000} seconds. Check the address and the port.`,
        },
      }),
    )
  })
}
