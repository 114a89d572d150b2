/** MANGO OFFICE, API Realtime of the Virtual PBX. Facts: «MangoOffice VPBX API 1.9» in copies of its text. */
import type { Recipe, Telling } from '../recipe.ts'

const recording = {
  id: 'recording_id',
  // Opens after signing in to the vendor's own account; rights to the recording are checked there.
  url: { link: 'https://app.mango-office.ru/vpbx/queries/recording/issa/{recording_id}/play' },
}
const moments = { startedAt: 'create_time' } satisfies Telling
const talk = { stage: 'talked', talkSeconds: { between: ['talk_time', 'end_time'] } } satisfies Telling
const incoming = {
  ...moments,
  direction: { always: 'in' },
  phone: 'from.number',
  line: 'line_number',
} as const
const outgoing = {
  ...moments,
  direction: { always: 'out' },
  phone: 'to.number',
  line: 'line_number',
  operator: 'from.extension',
} as const
/** A leg that comes from outside. Ours and those of ordered call-backs are told whole by the summary. */
const fromOutside = { 'from.extension': /^$/, callback_initiator: /^$/, 'from.number': /\d/ }
const ringing = { direction: { always: 'in' }, phone: 'from.number', line: 'to.line_number' } as const

export const mango: Recipe = {
  name: { ru: 'MANGO OFFICE', en: 'MANGO OFFICE' },
  content: { jsonIn: 'json' },
  kind: 'address',
  callId: 'entry_id',
  at: 'timestamp',
  signature: {
    kind: 'joined',
    hash: 'sha256',
    secret: 'joined',
    values: { '*': [{ config: 'key' }, { field: 'json' }, { config: 'secret' }] },
    written: 'hex',
    where: { field: 'sign' },
  },
  needsKey: true,
  complains: false,
  rules: [
    {
      kinds: ['events/call'],
      when: { ...fromOutside, call_state: /^Appeared$/ },
      tells: { ...ringing, stage: 'ringing' },
    },
    {
      kinds: ['events/call'],
      when: { ...fromOutside, call_state: /^Connected$/, location: /^abonent$/ },
      tells: { ...ringing, operator: 'to.extension', stage: 'answered' },
    },
    {
      kinds: ['events/summary'],
      when: { call_direction: /^1$/, entry_result: /^1$/ },
      tells: { ...incoming, ...talk, operator: 'to.extension' },
    },
    {
      kinds: ['events/summary'],
      when: { call_direction: /^1$/, entry_result: /^0$/ },
      tells: { ...incoming, stage: 'missed' },
    },
    {
      kinds: ['events/summary'],
      when: { call_direction: /^2$/, entry_result: /^1$/ },
      tells: { ...outgoing, ...talk },
    },
    {
      kinds: ['events/summary'],
      when: { call_direction: /^2$/, entry_result: /^0$/ },
      tells: { ...outgoing, stage: 'missed' },
    },
    {
      kinds: ['events/recording'],
      when: { recording_state: /^Completed$/, completion_code: /^(1000)?$/ },
      tells: { recording },
    },
    { kinds: ['events/record/added'], tells: { recording } },
    {
      kinds: [
        'events/call',
        'events/summary',
        'events/recording',
        'events/record/tagged',
        'events/dtmf',
        'events/sms',
      ],
      tells: null,
    },
  ],
}
