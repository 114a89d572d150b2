/**
 * What the columns of exports are called. The services change their headings and let people choose columns, so these are words,
 * not layouts; none was checked against a paid account. What is not known here is mapped by hand once and remembered.
 */
import { listeningFields, type ListeningField, type ListeningMapping } from '@otklik/contract'

/** In order of preference: of two columns that fit, the earlier word wins. */
const words: Record<ListeningField, readonly string[]> = {
  text: [
    'текст',
    'текст сообщения',
    'текст упоминания',
    'сообщение',
    'полный текст',
    'содержание',
    'text',
    'full text',
    'text snippet',
    'message',
    'content',
    'mention',
  ],
  title: ['заголовок', 'тема', 'title', 'headline'],
  url: [
    'url',
    'ссылка',
    'ссылка на сообщение',
    'ссылка на упоминание',
    'ссылка на пост',
    'адрес',
    'link',
    'mention url',
    'post url',
  ],
  date: [
    'дата',
    'дата публикации',
    'дата и время',
    'дата сообщения',
    'опубликовано',
    'date',
    'published',
    'publication date',
    'date and time',
    'published at',
  ],
  time: ['время', 'время публикации', 'time'],
  author: ['автор', 'имя автора', 'автор сообщения', 'author', 'author name', 'nickname'],
  authorUrl: [
    'профиль автора',
    'ссылка на автора',
    'профиль',
    'url автора',
    'ссылка на профиль автора',
    'author profile',
    'author url',
    'profile',
    'author link',
  ],
  source: [
    'место публикации',
    'источник',
    'площадка',
    'название источника',
    'publication place',
    'source',
    'place of publication',
    'site',
  ],
  tonality: ['тональность', 'тон', 'тональность сообщения', 'sentiment', 'tonality', 'tone'],
  city: ['город', 'город автора', 'регион', 'city', 'location', 'region'],
  views: ['просмотры', 'просмотров', 'количество просмотров', 'views'],
}

function flat(heading: string): string {
  return heading
    .toLocaleLowerCase('ru')
    .replaceAll('ё', 'е')
    .replace(/[\s_]+/g, ' ')
    .trim()
}

export function guessMapping(headings: readonly string[]): ListeningMapping {
  const columns = headings.map(flat)
  const mapping: ListeningMapping = {}
  for (const field of listeningFields) {
    const word = words[field].find((one) => columns.includes(one))
    if (word !== undefined) mapping[field] = columns.indexOf(word)
  }
  return mapping
}

/** Exports begin with the name of the topic and the period; the headings are the first row with two known words. */
export function findHeadings(rows: readonly (readonly string[])[]): number {
  const known = rows.slice(0, 30).findIndex((row) => Object.keys(guessMapping(row)).length >= 2)
  return known >= 0
    ? known
    : Math.max(
        0,
        rows.findIndex((row) => row.some((cell) => cell.trim() !== '')),
      )
}
