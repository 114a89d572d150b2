import ExcelJS from 'exceljs'
import { expect, it } from 'vitest'
import { useHarness, type TestPerson } from '../test/harness.ts'

const harness = useHarness()

const words = {
  'YouScan;': 'Дата;Время;Автор;Текст;URL;Место публикации;Тональность\n',
  'Brand Analytics,': 'Дата,Время,Автор,Текст,URL,Место публикации,Тональность\n',
  'Medialogia;': 'Дата;Время;Автор;Сообщение;Ссылка;Источник;Тональность\n',
  'YouScan in English,': 'Date,Time,Author,Text,URL,Source,Sentiment\n',
}

function rowsOf(separator: string): string {
  const rows = [
    [
      '05.11.2026',
      '10:30',
      'Анна',
      'Второй день не работает',
      'https://vk.com/wall-1_2?reply=3',
      'ВК',
      'негативная',
    ],
    ['06.11.2026', '11:00', 'Иван', 'Всё понравилось', 'https://forum.example.ru/t/1', 'Форум', 'позитивная'],
    ['вчера', '', 'Пётр', 'Что-то', 'https://forum.example.ru/t/2', 'Форум', ''],
  ]
  return rows.map((row) => row.join(separator)).join('\n')
}

async function upload(person: TestPerson, body: Uint8Array): Promise<string> {
  const response = await person.request('/api/v1/listening-imports/file', {
    method: 'POST',
    body: new Blob([Uint8Array.from(body)]),
    headers: { 'otklik-file-name': 'export' },
  })
  expect(response.status).toBe(201)
  const answer: unknown = await response.json()
  return (answer as { id: string }).id
}

async function load(person: TestPerson, body: Uint8Array) {
  const id = await upload(person, body)
  const preview = await person.client.listeningImports.preview({ id })
  await person.client.listeningImports.start({ id, mapping: preview.mapping })
  await harness().drain()
  const row = (await person.client.listeningImports.list()).items.find((one) => one.id === id)
  return { id, preview, row }
}

it.each(Object.entries(words))('makes cards of the export with headings of %s', async (name, head) => {
  const { owner } = await harness().newWorkspace()
  const { preview, row } = await load(owner, Buffer.from(head + rowsOf(name.endsWith(';') ? ';' : ',')))
  expect(preview.cards).toMatchObject([
    { row: 2, sourceType: 'vk', level: 'negative', author: 'Анна', occurredAt: '2026-11-05T07:30:00.000Z' },
    { row: 3, sourceType: 'other', level: 'positive_neutral' },
    { row: 4, problem: 'bad_date' },
  ])
  expect(row).toMatchObject({ added: 2, known: 0, failed: 1, problems: [{ row: 4, problem: 'bad_date' }] })
  const { items } = await owner.client.interests.list({ level: ['negative'] })
  expect(items).toMatchObject([{ text: 'Второй день не работает', sourceType: 'vk' }])
})

it('reads cp1251', async () => {
  const { owner } = await harness().newWorkspace()
  const text = words['YouScan;'] + rowsOf(';')
  const bytes = Uint8Array.from(text, (sign) => {
    const code = sign.charCodeAt(0)
    return code >= 0x410 && code <= 0x44f ? code - 0x350 : sign === 'ё' ? 0xb8 : code
  })
  const id = await upload(owner, bytes)
  const { headings, cards } = await owner.client.listeningImports.preview({ id })
  expect(headings[0]).toBe('Дата')
  expect(cards[0]?.text).toBe('Второй день не работает')
})

it('reads XLSX under a preamble; loaded again it adds nothing; what is untouched is taken back', async () => {
  const { owner } = await harness().newWorkspace()
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Сообщения')
  sheet.addRow(['Тема: Отклик'])
  sheet.addRow(['Дата', 'Автор', 'Текст', 'URL', 'Тональность'])
  sheet.addRow([
    new Date(Date.UTC(2026, 10, 5, 10, 30)),
    'Анна',
    'Первая',
    'https://vk.com/wall-1_2',
    'нейтральная',
  ])
  sheet.addRow([
    new Date(Date.UTC(2026, 10, 5, 10, 31)),
    'Анна',
    'Вторая',
    'https://vk.com/wall-1_3',
    'нейтральная',
  ])
  const file = new Uint8Array(await book.xlsx.writeBuffer())
  const first = await load(owner, file)
  expect(first.preview.cards[0]?.occurredAt).toBe('2026-11-05T07:30:00.000Z')
  expect(first.row).toMatchObject({ added: 2, known: 0, failed: 0 })
  const second = await load(owner, file)
  expect(second.preview.remembered).toBe(true)
  expect(second.row).toMatchObject({ added: 0, known: 2 })
  const { items } = await owner.client.interests.list({})
  expect(items).toHaveLength(2)
  await owner.client.interests.bulk({
    selection: { ids: [items[0]?.id ?? ''] },
    action: { kind: 'level', level: 'critical' },
  })
  expect(await owner.client.listeningImports.undo({ id: first.id })).toEqual({ takenBack: 1, kept: 1 })
})

it('finds the card a connector made earlier by the link', async () => {
  const { owner } = await harness().newWorkspace()
  await owner.client.interests.create({
    objectKey: 'vk:wall-1_2?reply=3',
    sourceType: 'vk',
    activityClass: 'social',
    action: 'comment',
    text: 'Второй день не работает',
  })
  const { row } = await load(owner, Buffer.from(words['YouScan;'] + rowsOf(';')))
  expect(row).toMatchObject({ added: 1, known: 1 })
})

it('refuses a file without rows', async () => {
  const { owner } = await harness().newWorkspace()
  const response = await owner.request('/api/v1/listening-imports/file', {
    method: 'POST',
    body: 'Дата;Текст\n',
  })
  expect(response.status).toBe(422)
})
