import { expect, test } from 'vitest'
import { readForwardedLetter } from './forwarded.ts'
import { buildLetter, bytes, multipart, plainOptions } from './parse.fixtures.ts'
import { parseLetter } from './parse.ts'

const forwarded = async (raw: Buffer) =>
  readForwardedLetter(await parseLetter(raw, plainOptions), plainOptions)
const note = 'Ответьте, пожалуйста\n\n'

const inlines: [string, string][] = [
  [
    'Gmail',
    '---------- Forwarded message ---------\nFrom: Чайная 2ГИС <noreply@maps.example>\nDate: Fri, 5 Jun 2026 at 10:12\nSubject: Новый отзыв\nTo: <olga@pochta.example>\n\nАнна: «Вкусно»',
  ],
  [
    'Mail.ru',
    '-------- Пересылаемое сообщение --------\nОт кого: Чайная 2ГИС <noreply@maps.example>\nКому: olga@pochta.example\nДата: Пятница, 5 июня 2026\nТема: Новый отзыв\n\nАнна: «Вкусно»',
  ],
  [
    'Apple',
    'Начало пересылаемого сообщения:\n\n> От: Чайная 2ГИС <noreply@maps.example>\n> Тема: Новый отзыв\n> Дата: 5 июня 2026 г.\n> Кому: olga@pochta.example\n> \n> Анна: «Вкусно»',
  ],
  [
    'Outlook',
    '-----Исходное сообщение-----\nОт: Чайная 2ГИС [mailto:noreply@maps.example]\nОтправлено: 5 июня 2026 г. 10:12\nКому: Ольга\nТема: Новый отзыв\n\nАнна: «Вкусно»',
  ],
]

test.each(inlines)('a block as %s writes it', async (_name, block) => {
  const trusted = bytes(
    'Delivered-To: x@y.example\r\n',
    buildLetter({ headers: { Subject: 'Fwd: x' }, body: note + block }),
  )
  const found = await forwarded(trusted)
  expect(found?.note).toBe('Ответьте, пожалуйста')
  expect(found?.letter).toMatchObject({
    from: { address: 'noreply@maps.example', name: 'Чайная 2ГИС' },
    subject: 'Новый отзыв',
    text: 'Анна: «Вкусно»',
    reply: 'Анна: «Вкусно»',
    trust: { proof: 'none', signedBy: [], doubts: ['forwarded by hand by olga@pochta.example'] },
  })
  expect((await forwarded(buildLetter({ headers: { Subject: 'Fwd: x' }, body: block })))?.note).toBeNull()
})

test('an attached letter is read with its own headers', async () => {
  const inner = buildLetter({
    headers: { From: 'VK <admin@vk.example>', Subject: 'Новый комментарий', 'Message-ID': '<in@vk.example>' },
    body: 'Анна: «Где купить?»',
  })
  const raw = buildLetter({
    headers: { 'Content-Type': 'multipart/mixed; boundary=b' },
    body: multipart('b', [
      'Content-Type: text/plain\r\n\r\nSee this',
      bytes('Content-Type: message/rfc822\r\n\r\n', inner),
    ]),
  })
  const found = await forwarded(raw)
  expect(found?.note).toBe('See this')
  expect(found?.letter).toMatchObject({
    messageId: 'in@vk.example',
    from: { address: 'admin@vk.example' },
    text: 'Анна: «Где купить?»',
    trust: { proof: 'none' },
  })
})

test('ordinary letters and answers are not forwarded', async () => {
  expect(await forwarded(buildLetter({ body: 'Да, беру' }))).toBeNull()
  expect(
    await forwarded(
      buildLetter({ headers: { Subject: 'Re: x' }, body: 'Да\n\nОт: a@b.example\nТема: x\n\nold' }),
    ),
  ).toBeNull()
  expect(
    await forwarded(buildLetter({ body: '---------- Forwarded message ---------\nno fields here' })),
  ).toBeNull()
})
