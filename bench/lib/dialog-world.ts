/** A workspace of 20,000 dialogs and 1,000,000 messages, written by SQL and kept between runs while the schema is the same. */
import { once } from 'node:events'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { createChance, type Chance } from '../../packages/server/src/demo/random.ts'
import { newId } from '../../packages/server/src/platform/ids.ts'
import type { Program } from '../../packages/server/src/start.ts'
import { createText, createVocabulary } from './feed-words.ts'
import { findWords, type Words } from './find-words.ts'
import { foundFirm } from './firm.ts'
import { openKept } from './kept-database.ts'
import type { Place } from './place.ts'
import { say } from './result.ts'

export interface DialogWorld {
  messages: number
  workspaceId: string
  userId: string
  memberId: string
  /** A dialog of the usual length, and one that has gone on for years. */
  usual: string
  long: string
  words: Words
}

const perDialog = 50
const spanMs = 3 * 365 * 86_400_000
const none = '\\N'

export function openDialogWorld(
  place: Place,
  messages: number,
): Promise<{ databaseUrl: string; program: Program; world: DialogWorld }> {
  return openKept(place, {
    prefix: 'otklik_bench_dialogs_',
    size: messages,
    table: 'messages',
    make: (program) => makeWorld(program, messages),
    finish: async (pool, world) => ({
      ...world,
      words: await findWords(pool, 'messages', world.workspaceId, messages),
    }),
  })
}

async function makeWorld(program: Program, messages: number): Promise<DialogWorld> {
  const { pool } = program.platform.database
  const firm = await foundFirm(program, `Переписка на ${messages}`, 'telegram')
  say(`writing ${messages.toLocaleString('en')} messages, once for this schema`)
  const chance = createChance(messages)
  const dialogs = Array.from({ length: messages / perDialog }, () => newId())
  const connection = await program.platform.database.connect()
  await writeMessages(connection, { ...firm, messages, dialogs, chance })
  connection.release(true)
  await pool.query(
    `insert into conversations (workspace_id, id, channel_id, external_chat_id, kind, source_type, person_name, state,
       responsible_id, unanswered_since, last_message_at, last_in_at, last, created_at)
     select workspace_id, conversation_id, $2, conversation_id::text, 'private', 'telegram', 'Покупатель ' || n, state,
       case when state = 'new' then null else $3::uuid end, case when state <> 'closed' and n % 3 = 0 then last_at end,
       last_at, last_at, jsonb_build_object('direction', 'in', 'text', words, 'attachment', null, 'authorName', 'Покупатель', 'state', null, 'messageId', message_id), first_at
     from (
       select workspace_id, conversation_id, row_number() over (order by max(occurred_at) desc) as n, min(occurred_at) as first_at, max(occurred_at) as last_at,
         (array_agg(id order by occurred_at desc))[1] as message_id, (array_agg(text order by occurred_at desc))[1] as words,
         case when row_number() over (order by max(occurred_at) desc) <= 300 then case when row_number() over (order by max(occurred_at) desc) % 2 = 0 then 'new' else 'open' end else 'closed' end as state
       from messages where workspace_id = $1 group by 1, 2
     ) as talks`,
    [firm.workspaceId, firm.channelId, firm.memberId],
  )
  await pool.query(
    `insert into conversation_counts (workspace_id, id, channel_id, responsible_id, state, unanswered, snoozed, delta)
     select workspace_id, gen_random_uuid(), channel_id, responsible_id, state, unanswered_since is not null, false, count(*)
     from conversations where workspace_id = $1 group by 1, 3, 4, 5, 6`,
    [firm.workspaceId],
  )
  return {
    messages,
    workspaceId: firm.workspaceId,
    userId: firm.userId,
    memberId: firm.memberId,
    usual: dialogs[Math.floor(dialogs.length / 2)] ?? '',
    long: dialogs[0] ?? '',
    words: { rare: [], mid: [], frequent: [] },
  }
}

interface Plan {
  workspaceId: string
  channelId: string
  memberId: string
  messages: number
  dialogs: readonly string[]
  chance: Chance
}

/** Two hundred dialogs go on at a time; every fiftieth message belongs to the one that never ends. */
async function writeMessages(connection: pg.ClientBase, plan: Plan): Promise<void> {
  const { chance, dialogs, messages } = plan
  const stream = connection.query(
    copyFrom(
      'copy messages (workspace_id, id, conversation_id, channel_id, direction, external_id, author, member_id, text, occurred_at, received_at, state, sent_at) from stdin',
    ),
  )
  const finished = once(stream, 'finish')
  const text = createText(chance, createVocabulary(chance))
  const start = Date.now() - spanMs
  let chunk = ''
  for (let index = 0; index < messages; index++) {
    const at = new Date(start + (spanMs * index) / messages).toISOString()
    const talk = Math.min(dialogs.length - 1, Math.floor(index / perDialog) + chance.int(0, 200))
    const dialog = index % 50 === 0 ? dialogs[0] : dialogs[talk]
    const ours = chance.is(0.5)
    const author = {
      kind: ours ? 'member' : 'person',
      id: null,
      name: ours ? 'Анна Ким' : 'Покупатель',
      photoUrl: null,
    }
    const line = [
      plan.workspaceId,
      newId(),
      dialog ?? '',
      plan.channelId,
      ours ? 'out' : 'in',
      `m${index}`,
      JSON.stringify(author),
      ours ? plan.memberId : none,
      text(),
      at,
      at,
      ours ? 'sent' : none,
      ours ? at : none,
    ]
    chunk += `${line.join('\t')}\n`
    if (chunk.length < 200_000) continue
    if (!stream.write(chunk)) await once(stream, 'drain')
    chunk = ''
  }
  stream.end(chunk)
  await finished
}
