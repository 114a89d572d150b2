/** Zadarma, notifications of the PBX. Facts: the webhook classes of the official client `zadarma/user-api-v1`. */
import type { Part, Recipe, Telling } from '../recipe.ts'

const fields = (...names: string[]): Part[] => names.map((field) => ({ field }))

const incoming = { direction: { always: 'in' }, phone: 'caller_id', line: 'called_did' } satisfies Telling
const outgoing = {
  direction: { always: 'out' },
  phone: 'destination',
  line: 'caller_id',
  operator: 'internal',
} satisfies Telling
const recording = { id: 'call_id_with_rec' }
const aClient = { destination: /^\+?\d{7,}$/ }
const talk = { talkSeconds: 'duration', recording } satisfies Telling

/** `call_start` has no time zone, so moments are those of receipt. */
export const zadarma: Recipe = {
  name: { ru: 'Zadarma', en: 'Zadarma' },
  content: 'form',
  kind: { value: 'event' },
  callId: 'pbx_call_id',
  signature: {
    kind: 'joined',
    hash: 'sha1',
    secret: 'hmac',
    values: {
      NOTIFY_ANSWER: fields('caller_id', 'destination', 'call_start'),
      NOTIFY_OUT_START: fields('internal', 'destination', 'call_start'),
      NOTIFY_OUT_END: fields('internal', 'destination', 'call_start'),
      NOTIFY_RECORD: fields('pbx_call_id', 'call_id_with_rec'),
      SPEECH_RECOGNITION: fields('result'),
      SMS: fields('result'),
      '*': fields('caller_id', 'called_did', 'call_start'),
    },
    written: 'base64_of_hex',
    where: { header: 'signature' },
  },
  needsKey: false,
  echo: 'zd_echo',
  // An empty answer leaves the scenario of the call as it is.
  answer: { body: '{}', contentType: 'application/json' },
  complains: false,
  rules: [
    { kinds: ['NOTIFY_START'], tells: { ...incoming, stage: 'ringing' } },
    { kinds: ['NOTIFY_ANSWER'], tells: { operator: 'internal', stage: 'answered' } },
    {
      kinds: ['NOTIFY_END'],
      when: { disposition: /^answered$/ },
      tells: { ...incoming, ...talk, operator: 'internal', stage: 'talked' },
    },
    { kinds: ['NOTIFY_END'], tells: { ...incoming, stage: 'missed', recording } },
    { kinds: ['NOTIFY_OUT_START'], when: aClient, tells: { ...outgoing, stage: 'ringing' } },
    {
      kinds: ['NOTIFY_OUT_END'],
      when: { ...aClient, disposition: /^answered$/ },
      tells: { ...outgoing, ...talk, stage: 'talked' },
    },
    { kinds: ['NOTIFY_OUT_END'], when: aClient, tells: { ...outgoing, stage: 'missed' } },
    { kinds: ['NOTIFY_RECORD'], tells: { recording } },
    {
      kinds: [
        'NOTIFY_OUT_START',
        'NOTIFY_OUT_END',
        'NOTIFY_INTERNAL',
        'NOTIFY_IVR',
        'SPEECH_RECOGNITION',
        'SMS',
      ],
      tells: null,
    },
  ],
}
