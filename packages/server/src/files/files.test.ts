import sharp from 'sharp'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { fileKey } from '../platform/files.ts'
import { useHarness } from '../test/harness.ts'
import { findSuspicion } from './file-suspicion.ts'
import { sweepFilesJob } from './files.jobs.ts'
import { keepFile, prepareFile, safeName } from './files.ts'
import { makeThumbnail } from './thumbnail.ts'

const harness = useHarness()
const Stored = z.object({
  id: z.string(),
  name: z.string(),
  mime: z.string(),
  url: z.string(),
  thumbnailUrl: z.string().nullable(),
})

async function picture(): Promise<Buffer<ArrayBuffer>> {
  return Buffer.from(
    await sharp({ create: { width: 900, height: 600, channels: 3, background: '#2a9d8f' } })
      .png()
      .toBuffer(),
  )
}

test('a screenshot is stored with a small picture and comes back byte for byte', async () => {
  const { owner } = await harness().newWorkspace()
  const content = await picture()
  const answer = await owner.request('/api/v1/files', {
    method: 'POST',
    body: content,
    headers: { 'otklik-file-name': encodeURIComponent('Снимок экрана.png') },
  })
  expect(answer.status).toBe(201)
  const file = Stored.parse(await answer.json())
  expect(file).toMatchObject({ name: 'Снимок экрана.png', mime: 'image/png' })
  const back = await owner.request(file.url)
  expect(back.headers.get('content-type')).toBe('image/png')
  expect(Buffer.from(await back.arrayBuffer()).equals(content)).toBe(true)
  const small = await sharp(await (await owner.request(file.thumbnailUrl ?? '')).arrayBuffer()).metadata()
  expect(small).toMatchObject({ format: 'webp', width: 480 })
})

test('a page that calls itself a picture is saved, not opened', async () => {
  const { owner } = await harness().newWorkspace()
  const answer = await owner.request('/api/v1/files', {
    method: 'POST',
    body: '<html><script>alert(1)</script>',
    headers: { 'content-type': 'image/png', 'otklik-file-name': 'a.png' },
  })
  const file = Stored.parse(await answer.json())
  expect(file.mime).toBe('application/octet-stream')
  const back = await owner.request(file.url)
  expect(back.headers.get('content-disposition')).toMatch(/^attachment/)
  expect(back.headers.get('content-security-policy')).toContain('sandbox')
})

test('files of another workspace do not exist', async () => {
  const here = await harness().newWorkspace()
  const other = await harness().newWorkspace()
  const answer = await here.owner.request('/api/v1/files', { method: 'POST', body: 'текст' })
  const { id } = Stored.parse(await answer.json())
  expect((await other.owner.request(`/api/v1/files/${id}`)).status).toBe(404)
  expect((await other.owner.request(`/api/v1/files/${id}?workspace=${here.id}`)).status).toBe(404)
  expect((await harness().request(`/api/v1/files/${id}`)).status).toBe(401)
})

test('an empty body and readers are refused in words', async () => {
  const { owner, join } = await harness().newWorkspace()
  expect((await owner.request('/api/v1/files', { method: 'POST', body: '' })).status).toBe(422)
  const analyst = await join('analyst')
  expect((await analyst.request('/api/v1/files', { method: 'POST', body: 'x' })).status).toBe(403)
})

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Windows\\отчёт.pdf', 'отчёт.pdf'],
  ['a\u202Efdp.exe', 'afdp.exe'],
  ['..', 'file'],
  ['x'.repeat(400), 'x'.repeat(150)],
  [`${'x'.repeat(149)}\u{1F600}.png`, `${'x'.repeat(149)}\uFFFD`],
])('the name %s is shown as %s', (name, shown) => {
  expect(safeName(name)).toBe(shown)
})

test('programs and archives are marked', () => {
  expect(findSuspicion('счёт.pdf.exe', 'application/octet-stream')).toBe('program')
  expect(findSuspicion('фото.zip', 'application/zip')).toBe('archive')
  expect(findSuspicion('счёт.pdf', 'application/pdf')).toBeNull()
})

test('bytes lie in the store before the transaction, and those without a row are swept a day later', async () => {
  const { id: workspaceId, run } = await harness().newWorkspace()
  const { platform } = harness().program
  const input = { name: 'a.png', content: await picture() }
  const kept = await prepareFile(platform, workspaceId, input)
  const left = await prepareFile(platform, workspaceId, input)
  const keys = [kept, left].flatMap((file) => [file.id, file.thumbnail?.id ?? ''])
  const stored = () => Promise.all(keys.map((id) => platform.files.exists(fileKey(workspaceId, id))))
  expect(await stored()).toEqual([true, true, true, true])
  const inside: unknown[] = []
  const put = vi
    .spyOn(platform.files, 'put')
    .mockImplementation((key) => Promise.resolve(void inside.push(key)))
  await run((ctx) => keepFile(ctx, kept))
  put.mockRestore()
  expect(inside).toEqual([])
  const { rows } = await platform.database.pool.query<{ data: unknown; late: boolean }>(
    `select data, start_after > now() + interval '23 hours' as late from pgboss.job where name = $1`,
    [sweepFilesJob.name],
  )
  expect(rows.map((row) => row.late)).toContain(true)
  const jobs = rows.map((row) => row.data).filter((data) => JSON.stringify(data).includes(workspaceId))
  expect(jobs).toHaveLength(2)
  const job = { id: 'any', signal: AbortSignal.timeout(10_000) }
  for (const data of jobs) await sweepFilesJob.handle(platform, sweepFilesJob.payload.parse(data), job)
  expect(await stored()).toEqual([true, true, false, false])
})

test('a broken picture has no thumbnail and breaks nothing', async () => {
  const content = (await picture()).subarray(0, 60)
  expect(await makeThumbnail(content, 'image/png')).toBeNull()
})
