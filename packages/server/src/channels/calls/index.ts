/** Phone calls as the telephony tells of them: incoming, answered, missed, ended, recorded (R012). */
import { createHash } from 'node:crypto'
import type { Channel } from '../channel.ts'
import { CallsConfig } from './config.ts'
import { complain, receive } from './receive.ts'
import { recipes, services } from './recipes/index.ts'
import { verify } from './verify.ts'

const example = {
  event: 'missed',
  callId: 'call-1042',
  direction: 'in',
  phone: '+7 900 000-00-00',
  line: '+7 495 000-00-00',
}

export const calls: Channel<CallsConfig> = {
  manifest: {
    kind: 'calls',
    name: { ru: 'Звонки', en: 'Phone calls' },
    about: {
      ru: 'Входящие, пропущенные и исходящие звонки из Zadarma, MANGO OFFICE и любой телефонии с вебхуками',
      en: 'Incoming, missed and outgoing calls from Zadarma, MANGO OFFICE and any telephony with webhooks',
    },
    icon: 'phone',
    sourceType: 'phone',
    fields: [
      {
        name: 'service',
        label: { ru: 'Телефония', en: 'Telephony' },
        hint: null,
        type: 'select',
        options: services.map((value) => ({ value, label: recipes[value].name })),
        required: true,
        default: 'own',
      },
      {
        name: 'secret',
        label: { ru: 'Секрет подписи', en: 'Signing secret' },
        hint: {
          ru: 'Zadarma: «Secret» из раздела «API». MANGO OFFICE: «Ключ для создания подписи». Свой формат: создайте здесь и задайте у себя.',
          en: 'Zadarma: “Secret” of the page “API”. MANGO OFFICE: the key that makes signatures. Own format: make it here and set it on your side.',
        },
        type: 'secret',
        required: true,
        generate: true,
      },
      {
        name: 'key',
        label: { ru: 'Уникальный код АТС', en: 'Unique code of the PBX' },
        hint: {
          ru: 'Только для MANGO OFFICE: «Уникальный код вашей АТС» (vpbx_api_key).',
          en: 'MANGO OFFICE only: “Unique code of your PBX” (vpbx_api_key).',
        },
        type: 'secret',
        required: false,
      },
    ],
    receives: 'push',
    // Telephony tells of a call once.
    keepsHours: 0,
    answers: false,
    answersTo: [],
    importsHistory: false,
    hook: {
      contentType: 'application/json',
      body: JSON.stringify(example, null, 2),
      signature: { kind: 'hmac', field: 'secret' },
    },
    hookTails: true,
    textLimit: null,
  },
  schema: CallsConfig,
  receive,
  complain,
  verify,
  confirm(query, { service }) {
    const { echo } = recipes[service]
    const word = echo === undefined ? null : query.get(echo)
    return word !== null && /^[\w.:-]{1,200}$/.test(word) ? word : null
  },
  /** Equal words at another address are another event. */
  dedupKey(raw) {
    return createHash('sha256')
      .update(`${raw.meta['path'] ?? ''}\n`)
      .update(raw.body)
      .digest('hex')
  },
}
