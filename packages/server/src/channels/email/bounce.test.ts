import { describe, expect, test } from 'vitest'
import { readBounce, readComplaint, readReceipt } from './bounce.ts'
import { buildLetter, multipart, plainOptions } from './parse.fixtures.ts'
import { parseLetter } from './parse.ts'

const original =
  'Content-Type: message/rfc822\r\n\r\nFrom: shop@lavka.example\r\nX-Otklik-Delivery: d-77\r\nMessage-ID:\r\n <d-77@lavka.example>\r\nSubject: x\r\n\r\nbody'
const report = (kind: string, part: string, extra = original) =>
  parseLetter(
    buildLetter({
      headers: {
        From: 'MAILER-DAEMON@mx.example',
        'Content-Type': `multipart/report; report-type=${kind}; boundary=r`,
      },
      body: multipart('r', ['Content-Type: text/plain\r\n\r\nSorry', part, extra]),
    }),
    plainOptions,
  )
const old = (body: string, headers: Record<string, string> = {}) =>
  readBounceOf(
    buildLetter({
      headers: { From: 'MAILER-DAEMON@mx.example', Subject: 'failure notice', ...headers },
      body,
    }),
  )
const readBounceOf = async (raw: Buffer) => readBounce(await parseLetter(raw, plainOptions))

describe('delivery reports', () => {
  test('fields, our marks and the true status', async () => {
    const part =
      'Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; Ivan@Klient.example\r\nAction: failed\r\nStatus: 5.0.0\r\nDiagnostic-Code: smtp; 550 5.1.1 <ivan@klient.example>:\r\n user unknown'
    expect(readBounce(await report('delivery-status', part))).toEqual({
      recipient: 'ivan@klient.example',
      status: '5.1.1',
      action: 'failed',
      diagnostic: '550 5.1.1 <ivan@klient.example>: user unknown',
      originalMessageId: 'd-77@lavka.example',
      deliveryId: 'd-77',
      isCertain: true,
    })
  })

  test('a delay; the failed one among several', async () => {
    const delayed =
      'Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\nAction: delayed\r\nStatus: 4.4.1'
    expect(readBounce(await report('delivery-status', delayed))).toMatchObject({
      action: 'delayed',
      status: '4.4.1',
    })
    const two = `${delayed.replace('delayed', 'relayed').replace('4.4.1', '2.0.0')}\r\n\r\nFinal-Recipient: rfc822; bad@b.example\r\nAction: failed\r\nStatus: 5.2.2`
    expect(readBounce(await report('delivery-status', two))).toMatchObject({
      recipient: 'bad@b.example',
      action: 'failed',
      status: '5.2.2',
    })
  })

  test('only headers of the original came back', async () => {
    const part =
      'Content-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\nAction: failed\r\nStatus: 5.1.1'
    const headers =
      'Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <m@lavka.example>\r\nX-Otklik-Delivery: d-5\r\n'
    expect(readBounce(await report('delivery-status', part, headers))).toMatchObject({
      originalMessageId: 'm@lavka.example',
      deliveryId: 'd-5',
    })
  })
})

describe('bounces of old systems', () => {
  test('qmail', async () => {
    const body =
      "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message.\n\n<ivan@klient.example>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 User unknown\nGiving up.\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <shop@lavka.example>\nMessage-ID: <d-9@lavka.example>\nX-Otklik-Delivery: d-9\n"
    expect(await old(body)).toMatchObject({
      recipient: 'ivan@klient.example',
      status: '5.1.1',
      action: 'failed',
      originalMessageId: 'd-9@lavka.example',
      deliveryId: 'd-9',
      isCertain: false,
    })
  })

  test('Exim names the address in a header', async () => {
    const found = await old(
      'A message that you sent could not be delivered to one or more of its recipients.\n\n  ivan@klient.example\n    host mx [192.0.2.1]: 452 mailbox is full',
      {
        'X-Failed-Recipients': 'ivan@klient.example',
        Subject: 'Mail delivery failed: returning message to sender',
      },
    )
    expect(found).toMatchObject({ recipient: 'ivan@klient.example', status: '4.0.0' })
  })

  test('Russian wording', async () => {
    const found = await old(
      'Это письмо создано автоматически. Ваше письмо не может быть доставлено:\nivan@klient.example - нет такого пользователя (550 5.1.1 no such user)',
      { Subject: 'Недоставленное сообщение' },
    )
    expect(found).toMatchObject({ recipient: 'ivan@klient.example', status: '5.1.1', action: 'failed' })
  })

  test('our return address is mark enough', async () => {
    const raw = buildLetter({
      headers: {
        From: 'mail@strange.example',
        'Return-Path': '<>',
        To: 'inbox+bounce.d-42@lavka.example',
        Subject: 'Sorry',
      },
      body: 'ivan@klient.example is gone',
    })
    expect(await readBounceOf(raw)).toMatchObject({ deliveryId: 'd-42', recipient: 'ivan@klient.example' })
  })

  test('a postmaster who writes himself is no bounce', async () => {
    expect(
      await old('Добрый день! Когда привезёте чай?', { From: 'postmaster@klient.example', Subject: 'Чай' }),
    ).toBeNull()
  })
})

test('complaints and receipts', async () => {
  const arf = await report(
    'feedback-report',
    'Content-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nOriginal-Rcpt-To: ivan@klient.example',
  )
  expect(readComplaint(arf)).toEqual({
    recipient: 'ivan@klient.example',
    feedbackType: 'abuse',
    originalMessageId: 'd-77@lavka.example',
    deliveryId: 'd-77',
  })
  const mdn = await report(
    'disposition-notification',
    'Content-Type: message/disposition-notification\r\n\r\nFinal-Recipient: rfc822; ivan@klient.example\r\nOriginal-Message-ID: <d-77@lavka.example>\r\nDisposition: manual-action/MDN-sent-manually; displayed',
    'Content-Type: text/plain\r\n\r\n',
  )
  expect(readReceipt(mdn)).toEqual({
    recipient: 'ivan@klient.example',
    disposition: 'displayed',
    originalMessageId: 'd-77@lavka.example',
    deliveryId: null,
  })
  expect(readBounce(mdn)).toBeNull()
})
