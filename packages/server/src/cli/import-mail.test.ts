import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useHarness } from '../test/harness.ts'
import { importMail, type ImportOptions } from './import-mail.ts'
import type { ImportLine } from './mail/import-letter.ts'

const harness = useHarness({ jobs: false })
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'otklik-mail-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const keys = [
  'file',
  'messageId',
  'outcome',
  'interestId',
  'sourceType',
  'activityClass',
  'action',
  'authorName',
  'authorAddress',
  'sourceUrl',
  'productId',
  'text',
]

function letter(id: string, more: { from?: string; headers?: string; text?: string } = {}): string {
  return `From: ${more.from ?? 'Olga Vetrova <olga@pochta.example>'}\nTo: hello@shop.example\nSubject: ${id}\nDate: Mon, 02 Mar 2026 10:00:00 +0300\nMessage-ID: <${id}@pochta.example>\n${more.headers ?? ''}Content-Type: text/plain; charset=utf-8\n\n${more.text ?? `Сколько стоит доставка номер ${id}?`}\n`
}

async function put(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name)
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, content)
  return path
}

async function run(
  options: Omit<ImportOptions, 'json' | 'authServer'> & { authServer?: string[] },
): Promise<ImportLine[]> {
  const out = new PassThrough()
  const chunks: Buffer[] = []
  out.on('data', (chunk: Buffer) => chunks.push(chunk))
  await importMail(harness().program.platform, { json: true, authServer: [], ...options }, out)
  const lines = Buffer.concat(chunks).toString().split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as ImportLine)
}

describe('import-mail', () => {
  it('gives one line per letter with all keys, and duplicates at the second run', async () => {
    const { id: workspace } = await harness().newWorkspace()
    const box = Array.from(
      { length: 300 },
      (_, index) =>
        `From a@b.example Mon Mar  2 10:00:00 2026\n${letter(`box${index}`, { from: `p${index % 40}@pochta.example` })}\n`,
    ).join('')
    const paths = [await put('all/box', box), await put('all/one.eml', letter('one'))]
    const first = await run({ paths: [join(folder, 'all')], workspace })
    expect(first).toHaveLength(301)
    for (const line of first) expect(Object.keys(line)).toEqual(keys)
    expect(new Set(first.map(({ outcome }) => outcome))).toEqual(new Set(['interest']))
    expect(new Set(first.map(({ interestId }) => interestId)).size).toBe(301)
    expect(first[0]).toMatchObject({
      file: paths[0],
      messageId: 'box0@pochta.example',
      sourceType: 'mailbox',
      activityClass: 'mail',
      action: 'email',
      text: 'Сколько стоит доставка номер box0?',
    })
    const again = await run({ paths, workspace })
    expect(again.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 301 }, () => 'duplicate'))
    expect(again[0]?.interestId).toBe(first[0]?.interestId)
  })

  it('keeps the letter’s own date and the order of files', async () => {
    const shop = await harness().newWorkspace()
    await put('dates/1.eml', letter('d1'))
    await put('dates/2.eml', letter('d2'))
    const lines = await run({ paths: [join(folder, 'dates')], workspace: shop.id })
    expect(lines.map(({ messageId }) => messageId)).toEqual(['d1@pochta.example', 'd2@pochta.example'])
    const { items } = await shop.owner.client.interests.list({ limit: 10 })
    expect(items.map(({ occurredAt }) => occurredAt)).toEqual([
      '2026-03-02T07:00:00.000Z',
      '2026-03-02T07:00:00.000Z',
    ])
    expect(new Date(items[0]?.receivedAt ?? 0).getUTCFullYear()).toBe(harness().clock.now().getUTCFullYear())
  })

  it('names machines, shows no code, believes a named server only', async () => {
    const { id: workspace } = await harness().newWorkspace()
    await put('kinds/a-auto.eml', letter('auto', { headers: 'Auto-Submitted: auto-replied\n' }))
    await put(
      'kinds/b-code.eml',
      letter('code', {
        from: 'noreply@kabinet.example',
        text: 'Ваш код подтверждения: 481516. Никому не сообщайте код.',
      }),
    )
    await put(
      'kinds/c-list.eml',
      letter('list', {
        from: 'news@shop.example',
        headers: 'List-Unsubscribe: <https://shop.example/u>\nList-Id: <n.shop.example>\nPrecedence: bulk\n',
      }),
    )
    const notice = `Authentication-Results: mx.own.example; dkim=pass header.d=tilda.ws\n${letter('tilda', { from: 'Tilda <noreply@tilda.ws>', text: 'Содержание заявки:\n\nИмя: Мария\nPhone: 8 917 000-11-22\nEmail: maria@pochta.example\nTextarea: Хочу кофе\n\nДополнительная информация:\nКод заявки: 31:88\nКод блока: rec5\nhttps://shop.example/office\n-----' })}`
    await put('kinds/d-tilda.eml', notice)
    const lines = await run({ paths: [join(folder, 'kinds')], workspace, authServer: ['mx.own.example'] })
    expect(lines.map(({ outcome }) => outcome)).toEqual(['auto_reply', 'secret', 'list', 'interest'])
    expect(lines[1]?.text).toBeNull()
    expect(lines[3]).toMatchObject({
      sourceType: 'site_form',
      activityClass: 'site_form',
      authorName: 'Мария',
      authorAddress: 'maria@pochta.example',
    })
  })

  it('survives garbage: one line each, never an error', async () => {
    const { id: workspace } = await harness().newWorkspace()
    await put('bad/empty.eml', '')
    await put(
      'bad/picture.eml',
      Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(4000, 7)]),
    )
    await put(
      'bad/deep.eml',
      `${letter('deep').split('Content-Type')[0] ?? ''}${Array.from({ length: 10_000 }, (_, index) => `Content-Type: multipart/mixed; boundary=b${index}\n\n--b${index}\n`).join('')}`,
    )
    const lines = await run({ paths: [join(folder, 'bad')], workspace })
    expect(lines.map(({ file, outcome }) => [file.split('/').at(-1), outcome])).toEqual([
      ['deep.eml', 'unreadable'],
      ['empty.eml', 'unreadable'],
      ['picture.eml', 'unreadable'],
    ])
    expect(lines[0]?.messageId).toBe('deep@pochta.example')
  })

  it('walks a Maildir: cur, new and folders within, not tmp', async () => {
    const { id: workspace } = await harness().newWorkspace()
    await put('box/cur/1:2,S', letter('m1'))
    await put('box/new/2', letter('m2'))
    await put('box/tmp/3', letter('m3'))
    await put('box/.Junk/cur/4:2,', letter('m4'))
    await put('box/dovecot.index.cache', 'not a letter')
    const lines = await run({ paths: [join(folder, 'box')], workspace })
    expect(new Set(lines.map(({ messageId }) => messageId?.split('@')[0]))).toEqual(
      new Set(['m1', 'm2', 'm4']),
    )
    expect(lines).toHaveLength(3)
  })

  it('keeps the same letter of one folder once', async () => {
    const { id: workspace } = await harness().newWorkspace()
    await put('twice/a.eml', letter('same'))
    await put('twice/b.eml', letter('same'))
    await put('twice/c.eml', `X-Spam: no\n${letter('same')}`)
    const lines = await run({ paths: [join(folder, 'twice')], workspace })
    expect(lines.map(({ outcome }) => outcome)).toEqual(['interest', 'duplicate', 'duplicate'])
    expect(lines[2]?.interestId).toBe(lines[0]?.interestId)
  })

  it('refuses a strange workspace or channel with exit code 2', async () => {
    const { id: workspace } = await harness().newWorkspace()
    const path = await put('one.eml', letter('x'))
    await expect(run({ paths: [path], workspace: 'Нет такого' })).rejects.toMatchObject({ exitCode: 2 })
    await expect(run({ paths: [path], workspace, channel: 'nonsense' })).rejects.toMatchObject({
      exitCode: 2,
    })
  })
})
