/** What arrives: letters of the last weeks, made up from sayings, people and places. */
import { writeLetter, type LetterDraft } from './letter.ts'
import { bitrixForm, box, contactForm, tildaForm, tildaOrder, wordpressComment } from './letters/forms.ts'
import { autoReply, bounce, loginCode, mailing, personLetter } from './letters/mail.ts'
import {
  facebookComment,
  instagramComment,
  instagramFollow,
  okComment,
  okLike,
  vkComment,
  vkLike,
  vkMessage,
  vkRepost,
  youtubeComment,
  type Act,
} from './letters/networks.ts'
import { avitoMessage, twogisReview, yandexReview } from './letters/reviews.ts'
import { authors, findAuthor, regulars, type Author } from './people.ts'
import type { Chance } from './random.ts'
import { closers, mailings, openers, praises, sighs } from './words/manners.ts'
import { days, grinds, topics, type Mood, type Saying, type Topic } from './words/topics.ts'

export interface PlannedLetter {
  at: Date
  raw: Buffer
  id: string
  /** `mail`: answered from here; `place`: answered at the source and proved by a screenshot; `quiet`: a like; `machine`: no card. */
  way: 'mail' | 'place' | 'quiet' | 'machine'
  mood: Mood
  answer: string
  author: string
  text: string
}

type Kind =
  | 'vkComment'
  | 'vkMessage'
  | 'vkLike'
  | 'vkRepost'
  | 'okComment'
  | 'okLike'
  | 'facebook'
  | 'instagram'
  | 'follow'
  | 'youtube'
  | 'yandex'
  | 'twogis'
  | 'avito'
  | 'tilda'
  | 'order'
  | 'wordpress'
  | 'contact'
  | 'bitrix'
  | 'person'
  | 'machine'

const shares: Record<Kind, number> = {
  vkComment: 20,
  vkMessage: 9,
  vkLike: 9,
  vkRepost: 3,
  okComment: 5,
  okLike: 3,
  facebook: 4,
  instagram: 6,
  follow: 3,
  youtube: 3,
  yandex: 7,
  twogis: 5,
  avito: 4,
  tilda: 9,
  order: 4,
  wordpress: 4,
  contact: 4,
  bitrix: 3,
  person: 11,
  machine: 7,
}
const wheel = Object.entries(shares).flatMap(([kind, share]) =>
  Array.from({ length: share }, () => kind as Kind),
)

export interface Planner {
  next(at: Date): PlannedLetter
}

/** `start` keeps numbers of letters apart from those of earlier planners. */
export function createPlanner(chance: Chance, start: number): Planner {
  let serial = start
  const decks = {
    ask: createDeck(chance, 'ask'),
    good: createDeck(chance, 'good'),
    bad: createDeck(chance, 'bad'),
  }
  return {
    next(at) {
      serial += chance.int(1, 9)
      const kind = chance.pick(wheel)
      if (kind === 'machine') return planMachine(chance, at, serial)
      const mood = moodOf(chance, kind)
      const { topic, saying } = decks[mood]()
      const author = chance.is(0.28) ? findAuthor(chance.pick(regulars)) : chance.pick(authors)
      const act: Act = {
        author,
        text: dress(chance, saying, author),
        post: topic.post,
        postId: 300 + topics.indexOf(topic) * 11,
        serial,
        date: at,
      }
      const { draft, way } = draftOf(chance, kind, { act, topic, mood })
      return {
        at,
        raw: writeLetter(draft),
        id: draft.id,
        way,
        mood,
        answer: fill(chance, saying.answer),
        author: author.name,
        text: act.text,
      }
    },
  }
}

/** Times of letters over the last `dayCount` days: more by day than by night, more lately than long ago, some just now. */
export function planTimes(chance: Chance, now: Date, options: { count: number; dayCount: number }): Date[] {
  const hour = 3_600_000
  const times = Array.from({ length: options.count }, (_, index) => {
    if (index < options.count * 0.04) return now.getTime() - chance.int(2, 170) * 60_000
    const day = Math.floor(now.getTime() / (24 * hour)) - Math.floor(chance.next() ** 1.2 * options.dayCount)
    // By Moscow, which is three hours ahead of the world's day.
    const time = day * 24 * hour + (chance.pick(busyHours) - 3) * hour + chance.int(0, 3599) * 1000
    return time < now.getTime() - 120_000 ? time : time - 24 * hour
  })
  return times.toSorted((a, b) => a - b).map((time) => new Date(time))
}

const busyHours = [
  7, 8, 9, 9, 10, 10, 11, 11, 12, 12, 12, 13, 13, 14, 15, 16, 17, 18, 18, 19, 19, 20, 20, 21, 21, 22, 23, 0,
] as const

function draftOf(
  chance: Chance,
  kind: Exclude<Kind, 'machine'>,
  { act, topic, mood }: { act: Act; topic: Topic; mood: Mood },
): { draft: LetterDraft; way: PlannedLetter['way'] } {
  switch (kind) {
    case 'vkComment':
      return { draft: vkComment(act), way: 'place' }
    case 'vkMessage':
      return { draft: vkMessage(act), way: 'place' }
    case 'vkLike':
      return { draft: vkLike(act), way: 'quiet' }
    case 'vkRepost':
      return { draft: vkRepost(act), way: 'quiet' }
    case 'okComment':
      return { draft: okComment(act), way: 'place' }
    case 'okLike':
      return { draft: okLike(act), way: 'quiet' }
    case 'facebook':
      return { draft: facebookComment(act), way: 'place' }
    case 'instagram':
      return { draft: instagramComment(act), way: 'place' }
    case 'follow':
      return { draft: instagramFollow(act), way: 'quiet' }
    case 'youtube':
      return { draft: youtubeComment(act), way: 'place' }
    case 'yandex':
      return { draft: yandexReview(act, mood === 'bad' ? chance.int(1, 2) : chance.int(4, 5)), way: 'place' }
    case 'twogis':
      return { draft: twogisReview(act, mood !== 'bad'), way: 'place' }
    case 'avito':
      return { draft: avitoMessage({ ...act, post: 'Кофеварка рожковая, после обслуживания' }), way: 'place' }
    case 'tilda':
      return { draft: tildaForm(act, topic.page), way: 'mail' }
    case 'order':
      return { draft: tildaOrder(act, orderOf(chance)), way: 'mail' }
    case 'wordpress':
      return { draft: wordpressComment(act, topic.page), way: 'mail' }
    case 'contact':
      return { draft: contactForm(act, topic.page), way: 'mail' }
    case 'bitrix':
      return { draft: bitrixForm(act, topic.page), way: 'mail' }
    case 'person':
      return { draft: personLetter(act), way: 'mail' }
  }
}

function orderOf(chance: Chance): { item: string; price: number; count: number } {
  const [item, price] = chance.pick([
    ['Эфиопия Сидамо, 250 г', 690],
    ['Бразилия Серрадо, 1 кг', 1990],
    ['Смесь «Полдень», 1 кг', 1790],
    ['Дрип-пакеты, 10 шт.', 540],
  ] as const)
  return { item, price, count: chance.int(1, 4) }
}

function planMachine(chance: Chance, at: Date, serial: number): PlannedLetter {
  const author = chance.pick(authors)
  const act: Act = { author, text: '', post: '', postId: 0, serial, date: at }
  const draft = chance.pick([
    () => bounce(at, serial, box(author)),
    () => autoReply(act),
    () => mailing(at, serial, chance.pick(mailings)),
    () => mailing(at, serial, chance.pick(mailings)),
    () => loginCode(at, serial),
  ])()
  return {
    at,
    raw: writeLetter(draft),
    id: draft.id,
    way: 'machine',
    mood: 'ask',
    answer: '',
    author: author.name,
    text: '',
  }
}

/** People review what was, and ask about what will be. */
function moodOf(chance: Chance, kind: Kind): Mood {
  const isReview = kind === 'yandex' || kind === 'twogis'
  if (isReview) return chance.is(0.34) ? 'bad' : 'good'
  if (['order', 'avito', 'contact', 'bitrix'].includes(kind)) return 'ask'
  const turn = chance.next()
  return turn < 0.62 ? 'ask' : turn < 0.84 ? 'good' : 'bad'
}

/** Every saying is heard before any is heard again. */
function createDeck(chance: Chance, mood: Mood): () => { topic: Topic; saying: Saying } {
  const all = topics.flatMap((topic) =>
    topic.sayings.filter((saying) => saying.mood === mood).map((saying) => ({ topic, saying })),
  )
  let left: typeof all = []
  return () => {
    if (left.length === 0) left = [...all]
    const [card] = left.splice(chance.int(0, left.length - 1), 1)
    if (!card) throw new Error(`no sayings of the mood ${mood}`)
    return card
  }
}

function dress(chance: Chance, saying: Saying, author: Author): string {
  const text = fill(chance, saying.text, author)
  if (saying.mood === 'good') return join(text, chance.pick(praises))
  if (saying.mood === 'bad') return join(text, author.woman ? chance.pick(sighs) : '')
  return `${chance.pick(openers)}${join(text, chance.pick(closers))}`
}

/** Two sentences need a full stop between them. */
function join(text: string, tail: string): string {
  return /^ \p{L}/u.test(tail) && /[\p{L}\d]$/u.test(text) ? `${text}.${tail}` : `${text}${tail}`
}

function fill(chance: Chance, text: string, author?: Author): string {
  return text
    .replaceAll('{city}', author?.city ?? 'ваш город')
    .replaceAll('{grind}', () => chance.pick(grinds))
    .replaceAll('{day}', () => chance.pick(days))
    .replaceAll('{n}', () => String(chance.int(3, 28)))
}
