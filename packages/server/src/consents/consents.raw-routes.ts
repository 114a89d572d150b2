/** A consent as one file: what it was, in which words, when, by which road, and what shows it. */
import type { RawRoute } from '../platform/http/raw-route.ts'
import { getConsent, type Consent } from './consents.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const none = '00000000-0000-0000-0000-000000000000'

export const consentRawRoutes: readonly RawRoute[] = [
  {
    method: 'GET',
    path: '/api/v1/consents/:id/proof',
    access: 'interests.read',
    handle: async ({ params, run }) => {
      const { id = '' } = params
      const consent = await run((ctx) => getConsent(ctx, uuid.test(id) ? id : none))
      return new Response(printConsent(consent), {
        headers: {
          'content-type': 'text/plain; charset=utf-8',
          'content-disposition': `attachment; filename="consent-${consent.id}.txt"`,
          'cache-control': 'private, no-store',
        },
      })
    },
  },
]

const purposes = {
  processing: 'обработка персональных данных',
  advertising: 'получение рекламы',
  visits: 'учёт посещений сайта',
}

function printConsent(consent: Consent): string {
  const lines: [string, string | null][] = [
    ['Согласие', consent.id],
    ['Цель', purposes[consent.purpose]],
    ['Субъект', `${consent.network}: ${consent.externalId}`],
    ['Оператор', `${consent.operatorName}, ${consent.operatorAddress}`],
    ['Дано', consent.givenAt.toISOString()],
    ['Отозвано', consent.withdrawnAt?.toISOString() ?? 'нет'],
    ['Где', consent.source],
    ['IP', consent.ip],
    ['Браузер', consent.userAgent],
    ['Версия текста', consent.textVersion],
    ['SHA-256 текста', consent.textHash],
    ...Object.entries(consent.evidence).map(([name, value]): [string, string] => [
      `Свидетельство: ${name}`,
      value,
    ]),
  ]
  const head = lines.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]))
  return `${head.join('\n')}\n\nТекст, с которым согласились:\n\n${consent.text}\n`
}
