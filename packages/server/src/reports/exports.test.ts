import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { and, eq, sql } from 'drizzle-orm'
import ExcelJS from 'exceljs'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { auditEntries } from '../audit/audit.table.ts'
import { newInterest } from '../interests/interests.fixtures.ts'
import { useHarness, type TestPerson } from '../test/harness.ts'
import { withoutFormula } from './export-columns.ts'
import { november, noon22, smallWorld, working, type SmallWorld } from '../test/small-world.ts'

const harness = useHarness({ jobs: false })
const query = new URLSearchParams({ ...november, level: working.join(',') }).toString()

let world: SmallWorld
let analyst: TestPerson

beforeAll(async () => {
  world = await smallWorld(harness())
  analyst = await world.place.join('analyst', 'Лев')
})

beforeEach(() => harness().clock.set(noon22))

describe('CSV', () => {
  it('holds exactly the rows that are counted, newest first, in the zone of the workspace', async () => {
    const response = await analyst.request(`/api/v1/reports/rows.csv?${query}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('otklik-rows')).toBe('6')
    const rows = await readCsv(response)
    const { count } = await analyst.client.interests.count({ ...november, level: [...working] })
    expect(rows).toHaveLength(count)
    expect(rows[0]).toMatchObject({
      Когда: '2026-11-21 15:00:00',
      'Тип источника': 'ВКонтакте',
      Текст: 'Ответит кто-нибудь?',
      Обработано: '',
    })
    expect(rows.at(-1)).toMatchObject({
      Когда: '2026-11-01 00:00:00',
      Поступило: '2026-11-01 00:00:30',
      Продукт: 'Кофе Брест',
      Ответственный: 'Павел',
      Подтверждений: '1',
    })
    expect(rows.map((row) => row['Как обработано'])).toEqual([
      '',
      'Подтверждение',
      '',
      'Ответ не нужен',
      'Подтверждение',
      'Подтверждение',
    ])
  })

  it('speaks English when asked and narrows by every filter', async () => {
    const response = await analyst.request(
      `/api/v1/reports/rows.csv?${query}&sourceType=vk&processed=true&lang=en`,
    )
    const rows = await readCsv(response)
    expect(rows.map((row) => [row['Source type'], row['How processed']])).toEqual([
      ['VK', 'Proof'],
      ['VK', 'Proof'],
    ])
  })

  it('begins with the mark that Excel needs', async () => {
    const bytes = new Uint8Array(
      await (await analyst.request(`/api/v1/reports/rows.csv?${query}`)).arrayBuffer(),
    )
    expect(bytes.slice(0, 3)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf))
  })

  it('stands in the log with who, what and how many', async () => {
    await (await analyst.request(`/api/v1/reports/rows.csv?${query}&sourceType=vk`)).text()
    const entries = await world.place.run((ctx) =>
      ctx.db
        .select()
        .from(auditEntries)
        .where(
          and(eq(auditEntries.workspaceId, world.place.id), eq(auditEntries.action, 'interests.exported')),
        ),
    )
    expect(entries.at(-1)).toMatchObject({
      actorName: 'Лев',
      objectKind: 'report',
      after: { format: 'csv', rows: 3, filter: { ...november, sourceType: ['vk'], level: [...working] } },
    })
  })

  it('refuses strangers, roles without the right, other workspaces and unknown filters', async () => {
    expect((await harness().request(`/api/v1/reports/rows.csv?${query}`)).status).toBe(401)
    expect((await world.pavel.request(`/api/v1/reports/rows.csv?${query}`)).status).toBe(403)
    expect((await world.pavel.request(`/api/v1/reports/rows.xlsx?${query}`)).status).toBe(403)
    const other = await harness().newWorkspace()
    expect(await readCsv(await other.owner.request(`/api/v1/reports/rows.csv?${query}`))).toEqual([])
    expect(
      (
        await other.owner.request(`/api/v1/reports/rows.csv?${query}`, {
          headers: { 'otklik-workspace': world.place.id },
        })
      ).status,
    ).toBe(404)
    const refused = await analyst.request(`/api/v1/reports/rows.csv?${query}&sourcetype=vk`)
    expect(refused.status).toBe(422)
    expect((await analyst.request('/api/v1/reports/rows.csv')).status).toBe(422)
  })
})

describe('formulas', () => {
  const nasty = [
    '=HYPERLINK("http://evil.example";"x")',
    '+7 916',
    '-1+1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '  =1',
    '＝1',
  ]

  it('become text', () => {
    for (const text of nasty) expect(withoutFormula(text)).toBe(`'${text}`)
    for (const text of ['Почём кофе?', '5 = 5', 'a@b.ru', '']) expect(withoutFormula(text)).toBe(text)
  })

  it('do not get through a stranger’s name or words', async () => {
    const place = await harness().newWorkspace()
    for (const text of nasty) await place.run((ctx) => newInterest(ctx, { text, sourceTitle: '=cmd|x' }))
    const rows = await readCsv(await place.owner.request(`/api/v1/reports/rows.csv?${query}`))
    expect(new Set(rows.map((row) => row['Текст']))).toEqual(new Set(nasty.map((text) => `'${text}`)))
    for (const row of rows) for (const value of Object.values(row)) expect(value).not.toMatch(/^\s*[=+\-@]/)
    const sheet = await readSheet(await place.owner.request(`/api/v1/reports/rows.xlsx?${query}`))
    sheet.eachRow((row) => row.eachCell((cell) => expect(cell.type).not.toBe(ExcelJS.ValueType.Formula)))
    expect(sheet.rowCount).toBe(nasty.length + 1)
  })
})

describe('XLSX', () => {
  it('holds the same rows with real dates', async () => {
    const response = await analyst.request(`/api/v1/reports/rows.xlsx?${query}`)
    expect(response.headers.get('content-disposition')).toContain('.xlsx"')
    const sheet = await readSheet(response)
    expect(sheet.rowCount).toBe(7)
    expect(sheet.getRow(1).getCell(1).value).toBe('Когда')
    expect(sheet.getRow(2).getCell(1).value).toEqual(new Date('2026-11-21T15:00:00Z'))
    expect(sheet.getRow(2).getCell(1).numFmt).toBe('yyyy-mm-dd hh:mm')
    expect(sheet.getRow(2).getCell(13).value).toBe('Ответит кто-нибудь?')
  })

  it('survives signs XML cannot hold and texts no cell can hold', async () => {
    const place = await harness().newWorkspace()
    await place.run((ctx) => newInterest(ctx, { text: `a\u0001\u000Bb<&>${'ы'.repeat(40_000)}` }))
    const sheet = await readSheet(await place.owner.request(`/api/v1/reports/rows.xlsx?${query}`))
    const text = sheet.getRow(2).getCell(13).text
    expect(text.slice(0, 6)).toBe('ab<&>ы')
    expect(text).toHaveLength(32_767)
  })
})

describe('a great many rows', () => {
  const many = 200_000
  const wide = new URLSearchParams({ from: '2020-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }).toString()

  beforeAll(async () => {
    await fillWorkspace(world.place.id)
  }, 300_000)

  it('leave as CSV without filling the memory', async () => {
    const response = await world.place.owner.request(`/api/v1/reports/rows.csv?${wide}`)
    const { bytes, lines, kept, grown } = await drain(response)
    expect(lines).toBe(Number(response.headers.get('otklik-rows')) + 1)
    expect(lines).toBeGreaterThan(many)
    expect(bytes).toBeGreaterThan(70_000_000)
    expect(kept).toBeLessThan(40_000_000)
    expect(grown).toBeLessThan(240_000_000)
  }, 240_000)

  it('stop being read when the reader goes away', async () => {
    const response = await world.place.owner.request(`/api/v1/reports/rows.xlsx?${wide}`)
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.cancel()
    expect(
      (
        await world.place.owner.client.reports.joint({
          from: '2026-11-01T00:00:00Z',
          to: '2026-11-02T00:00:00Z',
        })
      ).totals.interests,
    ).toBeGreaterThan(0)
  })

  it('leave as XLSX without filling the memory', async () => {
    const response = await world.place.owner.request(`/api/v1/reports/rows.xlsx?${wide}&sourceType=vk`)
    const { bytes, kept, grown } = await drain(response)
    expect(bytes).toBeGreaterThan(1_000_000)
    // Twenty-five thousand rows inside a workbook held in memory are a hundred megabytes and more.
    expect(kept).toBeLessThan(40_000_000)
    expect(grown).toBeLessThan(240_000_000)
  }, 240_000)

  /** Written straight into the table: two hundred thousand births would be another test. */
  async function fillWorkspace(workspaceId: string): Promise<void> {
    await harness().program.platform.database.owner.execute(sql`
      insert into interests (workspace_id, id, external_id, occurred_at, received_at, source_type, activity_class, action, text)
      select ${workspaceId}, gen_random_uuid(), 'many-' || n, timestamptz '2026-11-01' - n * interval '1 minute', timestamptz '2026-11-01',
        (array['vk', 'ok', 'mailbox', 'avito', 'x', 'youtube', 'max', 'api'])[1 + n % 8], 'social', 'comment', repeat(md5(n::text), 8)
      from generate_series(0, ${many - 1}) n`)
  }
})

/** `kept` is what is left after collecting garbage on the way; `grown` is the whole process, with what the allocator has not given back. */
async function drain(
  response: Response,
): Promise<{ bytes: number; lines: number; kept: number; grown: number }> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const seen = { bytes: 0, lines: 0, kept: 0, grown: 0, collectAt: 0 }
  collect()
  const before = process.memoryUsage()
  for await (const chunk of response.body ?? []) {
    seen.bytes += chunk.length
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) seen.lines += 1
    if (seen.bytes > seen.collectAt) {
      collect()
      const now = process.memoryUsage()
      seen.kept = Math.max(seen.kept, now.heapUsed + now.external - before.heapUsed - before.external)
      seen.collectAt = seen.bytes + 10_000_000
    }
    seen.grown = Math.max(seen.grown, process.memoryUsage.rss() - before.rss)
  }
  return seen
}

async function readSheet(response: Response): Promise<ExcelJS.Worksheet> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(await response.arrayBuffer())
  const [sheet] = book.worksheets
  if (!sheet) throw new Error('the file has no sheet')
  return sheet
}

/** Rows by the names in the head. */
async function readCsv(response: Response): Promise<Record<string, string>[]> {
  expect(response.status).toBe(200)
  const [head, ...rows] = splitCsv((await response.text()).replace(/^\uFEFF/, ''))
  return rows.map((cells) =>
    Object.fromEntries((head ?? []).map((name, index) => [name, cells[index] ?? ''])),
  )
}

function splitCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^;"\n]*))(;|\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\n') {
      rows.push(row)
      row = []
    }
  }
  return rows
}
