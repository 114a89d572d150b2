/** Our own format: for any telephony that can be taught to send a request, see README.md. */
import type { Recipe, Telling } from '../recipe.ts'

const common = {
  phone: 'phone',
  name: 'name',
  line: 'line',
  operator: 'operator',
  startedAt: 'startedAt',
  talkSeconds: 'duration',
  recording: { id: 'recordingUrl', url: 'recordingUrl' },
} satisfies Telling
const told = { ...common, direction: 'direction' } satisfies Telling

export const own: Recipe = {
  name: { ru: 'Другая телефония (свой формат)', en: 'Another telephony (own format)' },
  content: 'json',
  kind: { value: 'event' },
  callId: 'callId',
  at: 'at',
  signature: { kind: 'timed_body', header: 'otklik-signature' },
  needsKey: false,
  complains: true,
  rules: [
    { kinds: ['incoming'], tells: { ...common, direction: { always: 'in' }, stage: 'ringing' } },
    { kinds: ['outgoing'], tells: { ...common, direction: { always: 'out' }, stage: 'ringing' } },
    { kinds: ['answered'], tells: { ...told, stage: 'answered' } },
    { kinds: ['missed'], tells: { ...told, stage: 'missed' } },
    { kinds: ['ended'], when: { duration: /^0*[1-9]/ }, tells: { ...told, stage: 'talked' } },
    { kinds: ['ended'], when: { duration: /^0+$/ }, tells: { ...told, stage: 'missed' } },
    { kinds: ['ended', 'recorded'], tells: told },
  ],
}
