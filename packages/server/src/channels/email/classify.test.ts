import { describe, expect, test } from 'vitest'
import { classifyLetter } from './classify.ts'
import type { Letter } from './letter.ts'
import { buildLetter, multipart, plainOptions } from './parse.fixtures.ts'
import type { BuiltLetter } from './parse.fixtures.ts'
import { parseLetter } from './parse.ts'

const context = {
  ownAddresses: ['Shop@lavka.example'],
  instanceId: 'inst-1',
  knownSender: (letter: Letter) => letter.from?.address.endsWith('@notify.example') === true,
}
const outcomeOf = async (parts: BuiltLetter) =>
  classifyLetter(await parseLetter(buildLetter(parts), plainOptions), context)

describe('the order of the tests', () => {
  const cases: [string, BuiltLetter, string, string?][] = [
    ['a person', { body: 'Сколько стоит чай?' }, 'interest', 'person'],
    [
      'out of office',
      { headers: { 'Auto-Submitted': 'auto-replied', Subject: 'Автоответ: заказ' } },
      'auto_reply',
    ],
    ['Auto-Submitted: no is a person', { headers: { 'Auto-Submitted': 'no' } }, 'interest', 'person'],
    [
      'an automatic subject that answers us',
      { headers: { Subject: 'Автоматический ответ: заказ', 'In-Reply-To': '<a@lavka.example>' } },
      'auto_reply',
    ],
    [
      'the same subject out of the blue',
      { headers: { Subject: 'Автоответчик не работает' } },
      'interest',
      'person',
    ],
    ['X-Autoreply', { headers: { 'X-Autoreply': 'yes' } }, 'auto_reply'],
    ['a mailing', { headers: { 'List-Unsubscribe': '<https://x.example/u>' } }, 'list'],
    ['bulk', { headers: { Precedence: 'bulk' } }, 'list'],
    ['bulk in answer', { headers: { Precedence: 'bulk', 'In-Reply-To': '<a@lavka.example>' } }, 'auto_reply'],
    ['own address', { headers: { From: 'shop@LAVKA.example' } }, 'own'],
    ['own instance', { headers: { 'X-Otklik-Instance': 'inst-1' } }, 'own'],
    ['another instance', { headers: { 'X-Otklik-Instance': 'inst-2' } }, 'interest', 'person'],
    [
      'a known sender with all marks of bulk',
      {
        headers: {
          From: 'no-reply@notify.example',
          'List-Unsubscribe': '<https://x.example/u>',
          Precedence: 'bulk',
          'Auto-Submitted': 'auto-generated',
        },
      },
      'interest',
      'unproven_notification',
    ],
    [
      'a daemon',
      {
        headers: { From: 'MAILER-DAEMON@mx.example', Subject: 'Undelivered Mail Returned to Sender' },
        body: 'The following address failed: ivan@klient.example',
      },
      'bounce',
    ],
    [
      'a person about a failure',
      { headers: { Subject: 'Undelivered mail?' }, body: 'Моё письмо не доставлено, что делать?' },
      'interest',
      'person',
    ],
  ]
  test.each(cases)('%s', async (_name, parts, outcome, from) => {
    const found = await outcomeOf(parts)
    expect(found.outcome).toBe(outcome)
    expect(found.from).toBe(from ?? null)
    expect(found.reason.ru).toMatch(/[а-я]/)
    expect(found.reason.en).toMatch(/^[A-Z]/)
  })

  test('a form that the site sends through our own mailbox is no loop, an answer of ours is', async () => {
    const known = { ...context, knownSender: () => true }
    const form = await parseLetter(
      buildLetter({ headers: { From: 'shop@lavka.example' }, body: 'Имя: Ольга' }),
      plainOptions,
    )
    expect(classifyLetter(form, known)).toMatchObject({ outcome: 'interest', from: 'unproven_notification' })
    expect(classifyLetter({ ...form, inReplyTo: 'x@y.example' }, known).outcome).toBe('own')
    expect(
      classifyLetter({ ...form, headers: [{ name: 'x-otklik-instance', value: 'inst-1' }] }, known).outcome,
    ).toBe('own')
  })

  test('our own group address makes no mailing of a customer', async () => {
    const group = {
      'List-Id': '<info.lavka.example>',
      'List-Post': '<mailto:info@lavka.example>',
      Precedence: 'list',
      'List-Unsubscribe': '<mailto:x@groups.example>',
    }
    expect(await outcomeOf({ headers: group })).toMatchObject({ outcome: 'interest', from: 'person' })
    expect(
      (await outcomeOf({ headers: { ...group, 'List-Id': '<info.notlavka.example>', 'List-Post': '' } }))
        .outcome,
    ).toBe('list')
  })

  test('a proven notification', async () => {
    const letter = await parseLetter(buildLetter({ headers: { From: 'x@notify.example' } }), {
      ...plainOptions,
      collectorAddresses: ['shop@lavka.example'],
    })
    expect(classifyLetter(letter, context)).toMatchObject({ outcome: 'interest', from: 'notification' })
  })

  test('reports', async () => {
    const report = (type: string, part: string) => ({
      headers: {
        From: 'postmaster@mx.example',
        'Content-Type': `multipart/report; report-type=${type}; boundary=r`,
      },
      body: multipart('r', ['Content-Type: text/plain\r\n\r\nSee below', part]),
    })
    expect(
      (
        await outcomeOf(
          report(
            'delivery-status',
            'Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\nAction: failed\r\nStatus: 5.1.1',
          ),
        )
      ).outcome,
    ).toBe('bounce')
    expect(
      (
        await outcomeOf(
          report('feedback-report', 'Content-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse'),
        )
      ).outcome,
    ).toBe('complaint')
    expect(
      (
        await outcomeOf(
          report(
            'disposition-notification',
            'Content-Type: message/disposition-notification\r\n\r\nDisposition: manual-action/MDN-sent-manually; displayed',
          ),
        )
      ).outcome,
    ).toBe('receipt')
  })
})

describe('secrets', () => {
  const secrets: [string, string, string][] = [
    ['support@site.example', 'Смена пароля', 'Ссылка: https://site.example/p/1'],
    ['hello@service.example', 'Sign in', 'Your sign-in code is 482913. Do not share this code.'],
    ['admin@notify.vk.example', 'Код для авторизации ВКонтакте', 'Ваш код: 482913\nНикому его не сообщайте.'],
    ['security@mail.instagram.example', '482 913 is your Instagram code', 'Enter this code'],
    ['noreply@wildberries.example', 'Код подтверждения', 'Код подтверждения: 4821'],
    [
      'no-reply@accounts.google.example',
      'Your verification code',
      'G-482913 is your Google verification code.',
    ],
    [
      'forwarding-noreply@google.example',
      '(#12345) Gmail Forwarding Confirmation - Receive Mail from a@b.example',
      'Confirmation code: 12345678',
    ],
    [
      'noreply@bank.example',
      'Вход в личный кабинет',
      'Одноразовый пароль: 48-21-33 не нужен. Ваш код 482133. Никому не сообщайте этот код.',
    ],
    ['noreply@site.example', 'Восстановление пароля', 'Перейдите по ссылке https://site.example/r/abc'],
    ['noreply@site.example', 'Reset your password', 'Click https://site.example/r'],
    ['info@site.example', 'Подтвердите адрес электронной почты', 'Нажмите: https://site.example/v/1'],
    ['id@mail.example', 'Новый вход в аккаунт', 'Москва, Chrome'],
    ['noreply@x.example', 'Hello', 'Your one-time code is\n\n482913'],
    ['noreply@yandex.example', 'Подтверждение пересылки', 'Чтобы включить пересылку, нажмите'],
  ]
  test.each(secrets)('%s: %s', async (from, subject, body) => {
    expect(
      (
        await outcomeOf({
          headers: { From: from, Subject: subject },
          body,
        })
      ).outcome,
    ).toBe('secret')
  })

  const open: [string, string, string][] = [
    ['info@firma.example', 'Подтвердите адрес доставки', 'Улица Ленина, 5, верно?'],
    ['info@firma.example', 'Вход в личный кабинет', 'Здравствуйте, не могу войти, помогите.'],
    [
      'support@firma.example',
      'Код подтверждения',
      'Добрый день! Наш сотрудник не получил код подтверждения.',
    ],
    ['noreply@market.example', 'Подтвердите ваш заказ', 'Покупатель ждёт ответа'],
    ['noreply@market.example', 'Новый вопрос о товаре', 'Какой пароль от вайфая у вас в зале?'],
    ['ivan@firma.example', 'Confirm your address', 'Which street is it?'],
    [
      'olga@gmail.com',
      'Не приходит код подтверждения',
      'Пробовала три раза, код 4821 не подходит, что делать?',
    ],
    [
      'olga@firma.example',
      'Код подтверждения',
      'Здравствуйте! Мне не пришёл код подтверждения, заказ 482913.',
    ],
    [
      'noreply@reviews.example',
      'Новый отзыв',
      'Ольга: «Пароль от личного кабинета не восстановить, а код на двери 1234 не подошёл»',
    ],
    [
      'noreply@forms.example',
      'Заявка с сайта',
      'Имя: Ольга\nКод заявки: 12345:678901\nПромокод: LETO2026\nТелефон: +7 900 123-45-67',
    ],
    ['noreply@shop.example', 'Новый заказ 482913', 'Код товара: 12345, количество 2'],
    ['noreply@notify.example', 'Новый комментарий', 'Анна: не могу войти в аккаунт, где взять код?'],
    ['olga@mail.ru', 'Re: Reset your password', 'Спасибо, получилось'],
  ]
  test.each(open)('%s writes: %s', async (from, subject, body) => {
    expect((await outcomeOf({ headers: { From: from, Subject: subject }, body })).outcome).toBe('interest')
  })
})
