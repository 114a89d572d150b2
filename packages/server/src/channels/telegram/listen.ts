/** Long polling, where nothing can be pushed to us. */
import type { FetchSession } from '../channel.ts'
import { ask, openTelegram, type Telegram } from './api.ts'
import { botIdOf, type TelegramSettings } from './settings.ts'
import { wantedUpdates } from './wanted.ts'

/** The server caps it at 50. */
const waitSeconds = 50
const batch = 100

type Session = FetchSession<TelegramSettings>
type Update = Awaited<ReturnType<Telegram['getUpdates']>>[number]

/** Runs until the signal. Where Telegram pushes there is nothing to fetch. */
export async function listenTelegram(session: Session): Promise<void> {
  const { config, io, hook } = session
  if (hook && config.delivery !== 'poll') return untilAborted(io.signal)
  try {
    await dropWebhook(session)
    while (!io.signal.aborted) await fetchOnce(session)
  } catch (error) {
    // A request that was cut off by the end of listening is no trouble.
    if (!io.signal.aborted) throw error
  }
}

/** Telegram does not let updates be fetched while it pushes them somewhere. What waits there is kept. */
async function dropWebhook({ config, io }: Session): Promise<void> {
  const telegram = openTelegram(config, io)
  const info = await ask('repeatable', () => telegram.getWebhookInfo())
  if (!info.url) return
  await ask('repeatable', () => telegram.deleteWebhook({ drop_pending_updates: false }))
  io.log.info({}, 'telegram: the webhook was taken back, updates are fetched')
}

/** Telegram forgets an update once a later one is asked for: so that is asked only after all are stored. */
async function fetchOnce(session: Session): Promise<void> {
  const { config, io } = session
  const offset = await readOffset(session)
  const telegram = openTelegram(config, io, waitSeconds + 15)
  const updates = await ask('repeatable', () =>
    telegram.getUpdates({ offset, limit: batch, timeout: waitSeconds, allowed_updates: wantedUpdates }),
  )
  for (const update of updates) await session.store(toEvent(update, config))
  const last = updates.at(-1)
  if (last) await session.cursor.save({ bot: botIdOf(config), offset: last.update_id + 1 })
  await session.checked()
}

/** Numbers of another bot say nothing about this one. */
async function readOffset({ config, cursor }: Session): Promise<number> {
  const { bot, offset } = await cursor.read()
  return bot === botIdOf(config) && typeof offset === 'number' ? offset : 0
}

function toEvent(update: Update, config: TelegramSettings) {
  const { message, business_message: business, channel_post: post } = update
  const born = (message ?? business ?? post)?.date
  return {
    dedupKey: `${botIdOf(config)}:${update.update_id}`,
    body: new TextEncoder().encode(JSON.stringify(update)),
    contentType: 'application/json',
    meta: {},
    bornAt: born === undefined ? null : new Date(born * 1000),
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve())
  })
}
