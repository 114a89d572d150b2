import { simpleParser } from 'mailparser'
import { describe, expect, test } from 'vitest'
import { buildLetter, bytes, encode, encodedWord, multipart, plainOptions } from './parse.fixtures.ts'
import { parseLetter } from './parse.ts'

const subject = 'Вопрос о доставке: сколько ждать?'
const body = 'Добрый день! Ёмкость чая — пять литров.\r\nС уважением, Ольга\r\n'
const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim()
// What the old sets cannot write is left out.
const old = body.replace('—', '-')

function letterIn(charset: string, label = charset): Buffer {
  const encoded = encode(old, charset)
  return buildLetter({
    headers: {
      Subject: encodedWord(subject, charset, label),
      'Content-Type': `text/plain; charset=${label}`,
      'Content-Transfer-Encoding': '8bit',
    },
    body: encoded,
  })
}

const declared = ['koi8-r', 'windows-1251', 'iso-8859-5', 'koi8-u', 'cp866', 'utf-8'].map(
  (name) => [name, letterIn(name)] as const,
)
const aliases = ['win-1251', 'cp1251', 'cp-1251', 'x-cp1251', 'windows1251', 'WINDOWS-1251', '1251'].map(
  (label) => [label, letterIn('windows-1251', label)] as const,
)
const raw8 = (charset: string) =>
  buildLetter({
    headers: { Subject: encode(subject, charset), 'Content-Type': `text/plain; charset=${charset}` },
    body: encode(old, charset),
  })
const utf = Buffer.from(subject)

const cases: (readonly [string, Buffer])[] = [
  ...declared,
  ...aliases,
  ['x-mac-cyrillic', letterIn('maccyrillic', 'x-mac-cyrillic')],
  ['koi8r', letterIn('koi8-r', 'koi8r')],
  ['KOI8_R', letterIn('koi8-r', 'KOI8_R')],
  ['utf-7', letterIn('utf-7', 'unicode-1-1-utf-7')],
  ['raw 8-bit subject in 1251', raw8('windows-1251')],
  ['raw 8-bit subject in KOI8', raw8('koi8-r')],
  ['raw 8-bit subject in UTF-8', raw8('utf-8')],
  [
    'no Content-Type, 1251',
    buildLetter({
      headers: { Subject: encodedWord(subject, 'windows-1251'), 'Content-Type': '' },
      body: encode(old, 'windows-1251'),
    }),
  ],
  [
    'no charset, KOI8',
    buildLetter({
      headers: { Subject: encodedWord(subject, 'koi8-r'), 'Content-Type': 'text/plain' },
      body: encode(old, 'koi8-r'),
    }),
  ],
  [
    'declared UTF-8, is 1251',
    buildLetter({
      headers: { Subject: encodedWord(subject, 'windows-1251', 'utf-8') },
      body: encode(old, 'windows-1251'),
    }),
  ],
  [
    'declared ASCII, is UTF-8',
    buildLetter({
      headers: {
        Subject: encodedWord(subject, 'utf-8', 'us-ascii'),
        'Content-Type': 'text/plain; charset=us-ascii',
      },
      body: old,
    }),
  ],
  [
    'declared Latin-1, is 1251',
    buildLetter({
      headers: {
        Subject: encodedWord(subject, 'windows-1251', 'iso-8859-1'),
        'Content-Type': 'text/plain; charset=iso-8859-1',
      },
      body: encode(old, 'windows-1251'),
    }),
  ],
  [
    'a word cut inside a letter',
    buildLetter({
      headers: {
        Subject: `=?utf-8?B?${utf.subarray(0, 7).toString('base64')}?=\r\n =?UTF-8?B?${utf.subarray(7).toString('base64')}?=`,
      },
      body: old,
    }),
  ],
  [
    'a quoted encoded subject',
    buildLetter({ headers: { Subject: `"${encodedWord(subject, 'utf-8')}"` }, body: old }),
  ],
  [
    'blanks inside base64',
    buildLetter({
      headers: {
        Subject: encodedWord(subject, 'utf-8')
          .replace(/(.{24})/g, '$1 ')
          .replace('=?utf-8?B? ', '=?utf-8?B?'),
      },
      body: old,
    }),
  ],
  [
    'charset in HTML only',
    buildLetter({
      headers: { Subject: encodedWord(subject, 'windows-1251'), 'Content-Type': 'text/html' },
      body: encode(
        `<html><head><meta charset="windows-1251"></head><body>${old}</body></html>`,
        'windows-1251',
      ),
    }),
  ],
  [
    'encoded twice',
    buildLetter({
      headers: { Subject: encodedWord(utf.toString('latin1'), 'utf-8') },
      body: Buffer.from(Buffer.from(old).toString('latin1')),
    }),
  ],
]

describe('charsets', () => {
  test.each(cases)('%s', async (_name, raw) => {
    const letter = await parseLetter(raw, plainOptions)
    expect(squeeze(letter.subject)).toBe(subject)
    expect(squeeze(letter.text)).toBe(squeeze(old))
  })

  test('bare bytes of a few letters follow the charset of the body; UTF-7 bodies leave headers alone', async () => {
    const short = buildLetter({
      headers: { Subject: encode('Чай', 'koi8-r'), 'Content-Type': 'text/plain; charset=koi8-r' },
      body: encode('Чай', 'koi8-r'),
    })
    expect((await parseLetter(short, plainOptions)).subject).toBe('Чай')
    const seven = buildLetter({
      headers: { Subject: 'A +B- C', 'Content-Type': 'text/plain; charset=utf-7' },
      body: encode('Чай', 'utf-7'),
    })
    expect(await parseLetter(seven, plainOptions)).toMatchObject({ subject: 'A +B- C', text: 'Чай' })
  })

  test('names of files: RFC 2231 in pieces, encoded words, bare bytes', async () => {
    const name = 'Счёт на оплату.pdf'
    const percent = [...encode(name, 'windows-1251')].map((byte) => `%${byte.toString(16)}`).join('')
    const headers = [
      `filename*0*=windows-1251''${percent.slice(0, 24)};\r\n filename*1*=${percent.slice(24)}`,
      `filename*=utf-8''${encodeURIComponent(name)}`,
      `filename="${encodedWord(name, 'koi8-r')}"`,
      bytes('filename="', encode(name, 'windows-1251'), '"'),
      bytes('filename="', Buffer.from(name), '"'),
    ]
    const parts = headers.map((value) =>
      bytes(
        'Content-Type: application/pdf\r\nContent-Disposition: attachment; ',
        value,
        '\r\n\r\n%PDF-1.7\n%abc\n',
      ),
    )
    const letter = await parseLetter(
      buildLetter({
        headers: { 'Content-Type': 'multipart/mixed; boundary=b' },
        body: multipart('b', parts),
      }),
      plainOptions,
    )
    expect(letter.attachments.map((file) => file.name)).toEqual(headers.map(() => name))
    expect(letter.attachments[0]?.mime).toBe('application/pdf')
  })
})

describe('structure', () => {
  test('alternative: the text part is the text, the HTML is sanitised, the reply is split', async () => {
    const letter = await parseLetter(
      buildLetter({
        headers: {
          'Content-Type': 'multipart/alternative; boundary="a-1"',
          'In-Reply-To': '<ours@lavka.example>',
          References: '<first@lavka.example> <ours@lavka.example>',
        },
        body: multipart('a-1', [
          'Content-Type: text/plain; charset=utf-8\r\n\r\nБеру два.\n\n-- \nОльга',
          'Content-Type: text/html; charset=utf-8\r\n\r\n<p onclick="x()">Беру <b>два</b>.</p><script>alert(1)</script>',
        ]),
      }),
      plainOptions,
    )
    expect(letter).toMatchObject({
      messageId: 'letter-1@pochta.example',
      inReplyTo: 'ours@lavka.example',
      references: ['first@lavka.example', 'ours@lavka.example'],
      from: { address: 'olga@pochta.example', name: 'Olga' },
      fromCount: 1,
      to: [{ address: 'shop@lavka.example', name: null }],
      date: new Date('2026-06-05T07:12:00Z'),
      reply: 'Беру два.',
      html: '<p>Беру <b>два</b>.</p>',
    })
    expect(letter.quoted).toContain('Ольга')
  })

  test('HTML alone: text is made of it, history marked by Gmail is folded', async () => {
    const html =
      '<div>Согласна<br>жду</div><div class="gmail_quote"><div>пт, 5 июн.: Лавка:</div><blockquote>Заказ собран</blockquote></div>'
    const letter = await parseLetter(
      buildLetter({ headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: html }),
      plainOptions,
    )
    expect(letter.reply).toBe('Согласна\nжду')
    expect(letter.quoted).toContain('Заказ собран')
    expect(letter.text).toContain('Заказ собран')
    expect(letter.text).not.toMatch(/[\ue000-\uf8ff]/)
  })

  test('an excuse instead of text gives way to the HTML', async () => {
    const parts = [
      'Content-Type: text/plain\r\n\r\nYour mail client does not support HTML',
      'Content-Type: text/html; charset=utf-8\r\n\r\n<p>Новая заявка №&nbsp;5</p>',
    ]
    const letter = await parseLetter(
      buildLetter({
        headers: { 'Content-Type': 'multipart/alternative; boundary=x' },
        body: multipart('x', parts),
      }),
      plainOptions,
    )
    expect(letter.text).toBe('Новая заявка № 5')
  })

  test('quoted-printable and format=flowed', async () => {
    const letter = await parseLetter(
      buildLetter({
        headers: {
          'Content-Type': 'text/plain; charset=utf-8; format=flowed',
          'Content-Transfer-Encoding': 'quoted-printable',
        },
        body: '=D0=94=D0=B0, =D0=B1=D0=B5=D1=80=\r\n=D1=83 \r\ntwo\r\n',
      }),
      plainOptions,
    )
    expect(letter.text).toBe('Да, беру two')
  })

  test('two senders are counted', async () => {
    const two = bytes('From: Bank <bank@bank.example>\r\n', buildLetter())
    expect((await parseLetter(two, plainOptions)).fromCount).toBe(2)
    const list = buildLetter({ headers: { From: 'a@a.example, b@b.example' } })
    expect((await parseLetter(list, plainOptions)).fromCount).toBe(2)
  })

  test('addresses with commas in names, groups, comments and bare words', async () => {
    const letter = await parseLetter(
      buildLetter({
        headers: {
          To: `"Петрова, Анна" <ANNA@Example.com>, ${encodedWord('Лавка, чай', 'utf-8')} <tea@example.com>, Team: c@example.com, d@example.com;, e@example.com (Ева)`,
          From: 'MAILER-DAEMON (Mail System)',
        },
      }),
      plainOptions,
    )
    expect(letter.to).toEqual([
      { address: 'anna@example.com', name: 'Петрова, Анна' },
      { address: 'tea@example.com', name: 'Лавка, чай' },
      { address: 'c@example.com', name: null },
      { address: 'd@example.com', name: null },
      { address: 'e@example.com', name: 'Ева' },
    ])
    expect(letter.from).toEqual({ address: 'mailer-daemon', name: 'Mail System' })
  })

  test.each([
    ['Fri, 5 Jun 2026 10:12:00 MSK', '2026-06-05T07:12:00.000Z'],
    ['5 Jun 2026 10:12', '2026-06-05T10:12:00.000Z'],
    ['Fri, 05 Jun 2026 10:12:00 +0300 (Moscow)', '2026-06-05T07:12:00.000Z'],
    ['Tue, 01 Jan 2070 00:00:00 +0000', null],
    ['Thu, 01 Jan 1970 00:00:00 +0000', null],
    ['yesterday', null],
    ['5', null],
    ['', null],
  ])('date %s', async (date, iso) => {
    expect(
      (await parseLetter(buildLetter({ headers: { Date: date } }), plainOptions)).date?.toISOString() ?? null,
    ).toBe(iso)
  })

  test('report parts are handed over as text, with the headers of the original', async () => {
    const letter = await parseLetter(
      buildLetter({
        headers: { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=r' },
        body: multipart('r', [
          'Content-Type: text/plain\r\n\r\nSorry',
          'Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nAction: failed',
          'Content-Type: message/rfc822\r\n\r\nMessage-ID: <ours@lavka.example>\r\nSubject: x\r\n\r\nsecret text',
        ]),
      }),
      plainOptions,
    )
    expect(letter.reports).toEqual([
      { type: 'message/delivery-status', text: 'Reporting-MTA: dns; mx\n\nAction: failed' },
      { type: 'message/rfc822', text: 'Message-ID: <ours@lavka.example>\nSubject: x' },
    ])
  })
})

describe('attachments', () => {
  const named = async (name: string, type = 'application/octet-stream', content = 'abc') => {
    const part = `Content-Type: ${type}\r\nContent-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name)}\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content, 'latin1').toString('base64')}`
    const letter = await parseLetter(
      buildLetter({
        headers: { 'Content-Type': 'multipart/mixed; boundary=b' },
        body: multipart('b', [part]),
      }),
      plainOptions,
    )
    return letter.attachments[0]
  }

  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\a\\договор.docx', 'договор.docx'],
    ['CON', '_CON'],
    ['aux.txt', '_aux.txt'],
    ['a\u0000b\r\nc.txt', 'a b c.txt'],
    ['photo\u202egnp.exe', 'photognp.exe'],
    ['a<b>:"|?*.txt', 'a_b______.txt'],
    ['...', 'attachment-1'],
    ['.htaccess', 'htaccess'],
    ['name. . ', 'name'],
  ])('%j is kept as %j', async (given, kept) => {
    expect((await named(given))?.name).toBe(kept)
  })

  test('a long name keeps its extension and fits a disk', async () => {
    const name = (await named(`${'ж'.repeat(500)}.pdf`))?.name ?? ''
    expect(name.endsWith('ж.pdf') || Buffer.byteLength(name) <= 180).toBe(true)
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180)
  })

  test('types come from the bytes', async () => {
    const png = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89'
    expect((await named('a.txt', 'text/plain', png))?.mime).toBe('image/png')
    expect((await named('a.png', 'image/png', 'MZ this is no picture'))?.mime).not.toMatch(/^image/)
    expect((await named('a.pdf', 'application/pdf', 'hello'))?.mime).toBe('application/octet-stream')
  })

  test('an inline picture keeps its content id', async () => {
    const part =
      'Content-Type: image/gif\r\nContent-ID: <logo@1>\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lGODlhAQABAAAAACw='
    const html =
      'Content-Type: text/html\r\n\r\n<p>Hi<img src="cid:logo@1"><img src="http://spy.example/p.gif"></p>'
    const letter = await parseLetter(
      buildLetter({
        headers: { 'Content-Type': 'multipart/related; boundary=b' },
        body: multipart('b', [html, part]),
      }),
      plainOptions,
    )
    expect(letter.attachments[0]).toMatchObject({ mime: 'image/gif', inline: true, contentId: 'logo@1' })
    expect(letter.html).toContain('cid:logo@1')
    expect(letter.html).not.toContain('spy')
  })
})

test('agrees with mailparser on ordinary letters', async () => {
  const raws = [
    ...declared.map(([, raw]) => raw),
    buildLetter({ headers: { Cc: '"A, B" <a@b.example>, c@d.example' }, body: 'Line one\r\n\r\nLine two' }),
  ]
  for (const raw of raws) {
    const [ours, theirs] = await Promise.all([parseLetter(raw, plainOptions), simpleParser(raw)])
    expect(ours.subject).toBe(theirs.subject)
    expect(squeeze(ours.text)).toBe(squeeze(theirs.text ?? ''))
    expect(`<${ours.messageId}>`).toBe(theirs.messageId)
    expect(ours.date).toEqual(theirs.date)
    const cc = theirs.cc === undefined || Array.isArray(theirs.cc) ? [] : theirs.cc.value
    expect(ours.cc.map((item) => item.address)).toEqual(cc.map((item) => item.address))
  }
})
