/** How a call looks as a card. */
import type { Inbound, InboundAuthor } from '../channels/channel.ts'
import type { CallFacts } from './call-facts.ts'

export function composeCard(externalId: string, facts: CallFacts, startedAt: Date): Inbound {
  const line = facts.line?.value
  const phone = facts.phone?.value ?? null
  return {
    externalId: `call:${externalId}`,
    objectKey: null,
    sourceType: 'phone',
    // R004 has five classes: a call stands with the request to be called back.
    activityClass: 'site_form',
    action: actionOf(facts),
    sourceUrl: facts.recordings.find(({ url }) => url !== null)?.url ?? null,
    sourceTitle: titleOf(facts, line),
    occurredAt: startedAt,
    author: composeAuthor(facts),
    text: '',
    quoted: null,
    productHint: null,
    isPublic: false,
    rating: null,
    replyTarget: phone === null ? null : { kind: 'call', phone },
    attachments: [],
    fields: listFields(facts),
    warnings: [],
  }
}

function actionOf({ direction, stage }: CallFacts): string {
  if (direction?.value === 'out') return 'outgoing_call'
  return stage === 'missed' ? 'missed_call' : 'call'
}

function titleOf({ direction }: CallFacts, line: string | undefined): string {
  if (line === undefined) return 'Телефонный звонок'
  return direction?.value === 'out' ? `Звонок с номера ${line}` : `Звонок на номер ${line}`
}

/** Known by the number, whatever road it came by; who hides it is nobody. */
function composeAuthor({ phone, name }: CallFacts): InboundAuthor | null {
  if (!phone && !name) return null
  return {
    network: 'phone',
    externalId: null,
    name: name?.value ?? null,
    photoUrl: null,
    profileUrl: null,
    email: null,
    phone: phone?.value ?? null,
  }
}

function listFields(facts: CallFacts): Inbound['fields'] {
  const out = facts.direction?.value === 'out'
  const fields: [string, string | null][] = [
    ['Направление', out ? 'исходящий' : 'входящий'],
    ['Итог', outcomeOf(facts.stage, out)],
    [out ? 'С номера' : 'На номер', facts.line?.value ?? null],
    [out ? 'Кто звонил' : 'Кто ответил', facts.operator?.value ?? null],
    ['Длительность', facts.talkSeconds === null ? null : describeSeconds(facts.talkSeconds)],
    ...facts.recordings.map(({ id, url }): [string, string] => ['Запись', url ?? `№ ${id}`]),
  ]
  return fields.flatMap(([name, value]) => (value === null ? [] : [{ name, value }]))
}

function outcomeOf(stage: CallFacts['stage'], out: boolean): string | null {
  if (stage === 'ringing') return out ? 'набирают' : 'звонит'
  if (stage === 'answered') return 'идёт разговор'
  if (stage === 'missed') return out ? 'не дозвонились' : 'пропущен'
  return stage === 'talked' ? 'разговор состоялся' : null
}

function describeSeconds(all: number): string {
  const minutes = Math.floor(all / 60)
  return minutes === 0 ? `${all} с` : `${minutes} мин ${all % 60} с`
}
