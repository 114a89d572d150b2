import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { missingMailServer, startMailServer, type MailServer } from '../../test/mail-server.ts'
import { useHarness, type TestWorkspace } from '../../test/harness.ts'

const missing = missingMailServer({ smtp: true })

describe.skipIf(missing !== undefined)('a mailbox on real servers', () => {
  const harness = useHarness()
  let mail: MailServer
  let serial = 0

  beforeAll(async () => {
    mail = await startMailServer({ smtp: true })
  })
  afterAll(() => mail.stop())

  function letter(options: {
    text: string
    messageId?: string
    subject?: string
    from?: string
    headers?: string
  }): string {
    serial += 1
    const id = options.messageId ?? `<letter-${serial}@example.test>`
    return [
      `From: ${options.from ?? '"Ольга Серова" <olga@example.test>'}`,
      'To: shop@local.test',
      `Subject: ${options.subject ?? 'Вопрос о доставке'}`,
      `Date: ${new Date().toUTCString()}`,
      `Message-ID: ${id}`,
      ...(options.headers ? [options.headers] : []),
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      options.text,
      '',
    ].join('\r\n')
  }

  function values(user: string) {
    return {
      address: `${user}@local.test`,
      password: mail.password,
      imapHost: '127.0.0.1',
      imapPort: mail.imapPort,
      imapSecurity: 'none',
      smtpHost: '127.0.0.1',
      smtpPort: mail.smtpPort ?? 0,
      smtpSecurity: 'none',
      smtpAuth: false,
      checkSignatures: false,
    }
  }

  async function connectMailbox(place: TestWorkspace, user: string) {
    return place.owner.client.channels.create({ kind: 'email', name: 'Почта', values: values(user) })
  }

  async function texts(place: TestWorkspace): Promise<string[]> {
    return (await place.owner.client.interests.list({ limit: 200 })).items.map((item) => item.text).toSorted()
  }

  test('letters already there and letters that come become cards, once each, and stay unread in the box', async () => {
    const place = await harness().newWorkspace()
    await mail.deliver('box1@local.test', letter({ text: 'Есть ли кения?' }))
    await connectMailbox(place, 'box1')
    await expect.poll(() => texts(place), { timeout: 20_000 }).toEqual(['Есть ли кения?'])
    const again = letter({ text: 'А доставка в Казань?' })
    await mail.deliver('box1@local.test', again)
    await mail.deliver('box1@local.test', again)
    await expect
      .poll(() => texts(place), { timeout: 20_000 })
      .toEqual(['А доставка в Казань?', 'Есть ли кения?'])
    expect(mail.read('box1')).toHaveLength(3)
    expect(mail.marked('box1')).toBe(0)
  })

  test('a folder made anew brings no doubles', async () => {
    const place = await harness().newWorkspace()
    const first = letter({ text: 'Первое' })
    await mail.deliver('box2@local.test', first)
    await connectMailbox(place, 'box2')
    await expect.poll(() => texts(place), { timeout: 20_000 }).toEqual(['Первое'])
    mail.renumber('box2')
    await mail.deliver('box2@local.test', first)
    await mail.deliver('box2@local.test', letter({ text: 'Второе' }))
    await expect.poll(() => texts(place), { timeout: 60_000 }).toEqual(['Второе', 'Первое'])
  }, 90_000)

  test('a refused password stops the channel and says so', async () => {
    const place = await harness().newWorkspace()
    const tried = await place.owner.client.channels.test({
      kind: 'email',
      values: { ...values('box3'), password: 'wrong' },
    })
    expect(tried).toMatchObject({ ok: false, field: 'password' })
    const channel = await place.owner.client.channels.create({
      kind: 'email',
      name: 'Почта',
      values: { ...values('box3'), password: 'wrong' },
    })
    await expect
      .poll(async () => (await place.owner.client.channels.get({ id: channel.id })).state, {
        timeout: 20_000,
      })
      .toBe('stopped')
    const { problem } = await place.owner.client.channels.get({ id: channel.id })
    expect(problem?.message.ru).toContain('Ящик не принял имя или пароль')
  })

  test('the test button opens the box and the sending server', async () => {
    const place = await harness().newWorkspace()
    const tried = await place.owner.client.channels.test({ kind: 'email', values: values('box4') })
    expect(tried).toMatchObject({ ok: true })
  })

  test('an answer threads in the customer’s mailbox, is proof, and greys the card', async () => {
    const place = await harness().newWorkspace()
    await mail.deliver(
      'box5@local.test',
      letter({
        text: 'Сколько стоит?',
        messageId: '<question-5@example.test>',
        from: 'customer5@local.test',
      }),
    )
    await connectMailbox(place, 'box5')
    await expect.poll(() => texts(place), { timeout: 20_000 }).toEqual(['Сколько стоит?'])
    const [card] = (await place.owner.client.interests.list({})).items
    const id = card?.id ?? ''
    await place.owner.client.interests.answer({ id, answerId: crypto.randomUUID(), text: 'Пятьсот рублей' })
    await expect
      .poll(async () => (await place.owner.client.interests.get({ id })).answerState, { timeout: 30_000 })
      .toBe('sent')
    expect(await place.owner.client.interests.get({ id })).toMatchObject({
      processed: { way: 'answer' },
      reply: { enabled: false },
    })
    // The customer's own box, read by another workspace, shows the thread.
    const customer = await harness().newWorkspace()
    await connectMailbox(customer, 'customer5')
    await expect.poll(() => texts(customer), { timeout: 20_000 }).toEqual(['Пятьсот рублей'])
    const detail = (await customer.owner.client.letters.list({})).items[0]
    const raw = await (await customer.owner.request(detail?.rawUrl ?? '')).text()
    expect(raw).toMatch(/In-Reply-To: <question-5@example\.test>/)
    expect(raw).toMatch(/References: <question-5@example\.test>/)
    expect(detail).toMatchObject({ subject: 'Re: Вопрос о доставке', fromAddress: 'box5@local.test' })
  }, 90_000)

  test('an answer that bounces says so and opens the card again', async () => {
    const place = await harness().newWorkspace()
    const from = 'nobody-here@example.test'
    await mail.deliver('box8@local.test', letter({ text: 'Перезвоните мне', from }))
    await connectMailbox(place, 'box8')
    await expect.poll(() => texts(place), { timeout: 20_000 }).toEqual(['Перезвоните мне'])
    const id = (await place.owner.client.interests.list({})).items[0]?.id ?? ''
    await place.owner.client.interests.answer({ id, answerId: crypto.randomUUID(), text: 'Уже звоним' })
    const state = async () => (await place.owner.client.interests.get({ id })).answerState
    await expect.poll(state, { timeout: 60_000 }).toBe('bounced')
    expect(await place.owner.client.interests.get({ id })).toMatchObject({
      processed: null,
      reply: { enabled: true },
    })
    const [answer] = (await place.owner.client.interests.answers({ id })).items
    expect(answer?.error).toContain('не доставлено')
    expect(await texts(place)).toEqual(['Перезвоните мне'])
  }, 90_000)

  test('a letter that cannot be parsed is a card with the raw letter, and the box goes on', async () => {
    const place = await harness().newWorkspace()
    const nested = Array.from(
      { length: 500 },
      (_, depth) => `Content-Type: multipart/mixed; boundary="b${depth}"\r\n\r\n--b${depth}`,
    ).join('\r\n')
    await mail.deliver(
      'box6@local.test',
      `From: a@example.test\r\nSubject: Matryoshka\r\nMessage-ID: <deep@example.test>\r\n${nested}\r\n`,
    )
    await mail.deliver('box6@local.test', letter({ text: 'После неё' }))
    await connectMailbox(place, 'box6')
    await expect.poll(async () => (await texts(place)).length, { timeout: 20_000 }).toBe(2)
    expect(await texts(place)).toContain('После неё')
  })

  test('automatic letters make no card and are listed with the reason', async () => {
    const place = await harness().newWorkspace()
    await mail.deliver(
      'box7@local.test',
      letter({ text: 'Я в отпуске', subject: 'Автоответ: отпуск', headers: 'Auto-Submitted: auto-replied' }),
    )
    await mail.deliver(
      'box7@local.test',
      letter({
        text: 'Ваш код: 123456',
        subject: 'Код для авторизации ВКонтакте',
        from: 'VK <admin@notify.vk.com>',
      }),
    )
    await mail.deliver('box7@local.test', letter({ text: 'Живое письмо' }))
    await connectMailbox(place, 'box7')
    await expect.poll(() => texts(place), { timeout: 20_000 }).toEqual(['Живое письмо'])
    const manager = await place.join('manager')
    const seen = (await manager.client.letters.list({})).items.map((item) => item.outcome).toSorted()
    expect(seen).toEqual(['auto_reply', 'interest'])
    const all = (await place.owner.client.letters.list({})).items.map((item) => item.outcome).toSorted()
    expect(all).toEqual(['auto_reply', 'interest', 'secret'])
  })
})
