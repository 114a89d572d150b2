/** A few threads written by hand: a quarrel over a bad batch, a wholesale buyer, a wedding in Almaty. */
import { writeLetter, type LetterDraft } from './letter.ts'
import { firmLetter, personLetter, type Firm } from './letters/mail.ts'
import { vkComment, vkMessage, type Act } from './letters/networks.ts'
import { yandexReview } from './letters/reviews.ts'
import { findAuthor } from './people.ts'
import type { PlannedLetter } from './plan.ts'
import type { Mood } from './words/topics.ts'

interface Scene {
  daysAgo: number
  draft(date: Date, serial: number): LetterDraft
  way: PlannedLetter['way']
  mood: Mood
  text: string
  answer: string
}

const marina = findAuthor('Марина Савельева')
const dinara = findAuthor('Динара Ермекова')
const pier: Firm = {
  name: 'ООО «Северный причал»',
  person: 'Олег Бахтин',
  role: 'Управляющий',
  address: 'zakupki@prichal.example',
}
const bank: Firm = {
  name: 'АО «Камский берег»',
  person: 'Инна Сотникова',
  role: 'Офис-менеджер',
  address: 'sotnikova@bereg.example',
}
const kazakh: Firm = {
  name: 'ТОО «Алатау Кофе»',
  person: 'Ержан Касымов',
  role: 'Директор',
  address: 'kasymov@alatau-kofe.example',
}

const scenes: readonly Scene[] = [
  vk(
    marina,
    6.2,
    'bad',
    'Пятый раз беру у вас Сидамо, и в этот раз кофе просто сгорел. Пью угли за 690 рублей. Это теперь норма?',
    '',
  ),
  letter(
    marina,
    5.1,
    'bad',
    'Писала вам под постом во ВКонтакте, мне не ответили и, кажется, скрыли комментарий. Партия 1411, Эфиопия Сидамо, обжарка явно сбежала. Верните деньги или пришлите нормальную пачку.',
    '',
  ),
  {
    daysAgo: 3.4,
    way: 'place',
    mood: 'bad',
    text: 'Зерно сожгли',
    answer: '',
    draft: (date, serial) =>
      yandexReview(
        {
          author: marina,
          text: 'Зерно сожгли, на жалобы молчат. Раньше были лучшими в городе.',
          post: '',
          postId: 0,
          serial,
          date,
        },
        1,
      ),
  },
  firm(
    pier,
    41,
    'Запрос цен: кофе для двух ресторанов',
    'Добрый день!\n\nПросим прислать оптовый прайс на эспрессо-смесь «Полдень» и Бразилию Серрадо. Объём — 25–30 кг в месяц, два ресторана в Казани. Нужны договор и отсрочка 14 дней.',
    'Добрый день, Олег!\n\nСпасибо за запрос. Прайс отправили вложением: при 25 кг смесь «Полдень» — 1 490 ₽ за килограмм. Отсрочка 14 дней возможна с третьей поставки. Когда удобно созвониться?',
  ),
  firm(
    pier,
    36,
    'Re: Запрос цен: кофе для двух ресторанов',
    'Павел, спасибо за звонок. Условия подходят, пришлите, пожалуйста, проект договора. Реквизиты во вложении прошлого письма.',
    'Олег, добрый день! Договор на подписи у директора, пришлём через Диадок сегодня до 17:00.',
  ),
  firm(
    pier,
    22,
    'Первый заказ, 28 кг',
    'Добрый день!\n\nОформите, пожалуйста, 20 кг смеси «Полдень» и 8 кг Серрадо. Доставка во вторник до 10 утра, ул. Портовая, 3.',
    'Приняли! Привезём во вторник к 9:30, водитель позвонит за полчаса.',
  ),
  firm(
    pier,
    1.2,
    'Повтор заказа и вопрос по отсрочке',
    'Добрый день!\n\nПовторите прошлый заказ, плюс 5 кг на новогодние смены. И давайте вернёмся к отсрочке: это уже третья поставка.',
    '',
  ),
  firm(
    bank,
    17,
    'Кофе в офис на 60 человек',
    'Здравствуйте!\n\nРассматриваем вас поставщиком кофе в офис на 60 человек, Казань, Кремлёвская, 21. Интересует аренда двух машин и сервис. Сможете провести дегустацию на следующей неделе?',
    'Здравствуйте, Инна!\n\nС удовольствием. Предлагаем среду в 11:00, привезём три смеси и машину, займёт час.',
  ),
  firm(
    bank,
    0.3,
    'Итоги дегустации',
    'Здравствуйте!\n\nКоллегам больше понравилась смесь «Полдень». Пришлите, пожалуйста, счёт на первый месяц и проект договора, хотим стартовать с 1 декабря.',
    '',
  ),
  firm(
    kazakh,
    29,
    'Поставка зерна в Алматы',
    'Добрый день!\n\nОткрываем две кофейни в Алматы, интересует «Полдень» и Сидамо, 40 кг в месяц. Какая цена в тенге с доставкой до Алматы и как оформляете экспорт в ЕАЭС?',
    'Ержан, добрый день!\n\nДля 40 кг: «Полдень» — 11 800 ₸ за килограмм, Сидамо — 15 400 ₸, доставка до Алматы включена. Документы на ЕАЭС готовим сами: договор, счёт-фактура, декларация.',
  ),
  firm(
    kazakh,
    8,
    'Re: Поставка зерна в Алматы',
    'Спасибо, цена устраивает. Можно первую партию 15 кг до конца месяца? Оплатим в тенге по счёту.',
    'Да, отгружаем в четверг. Счёт на 177 000 ₸ отправили, срок оплаты три дня.',
  ),
  letter(
    dinara,
    12,
    'ask',
    'Нужно 40 подарочных наборов дрипов на свадьбу в Алматы, с открыткой и датой. Сколько это будет в тенге и успеете ли к 12 декабря?',
    'Динара, здравствуйте! Поздравляем! 40 наборов с открыткой — 148 000 ₸ с доставкой до Алматы. Если подтвердите до пятницы, привезём к 8 декабря с запасом.',
  ),
  {
    daysAgo: 10.5,
    way: 'place',
    mood: 'ask',
    text: 'По поводу наборов на свадьбу',
    answer: 'Динара, да, макет открытки пришлём сегодня вечером сюда же.',
    draft: (date, serial) =>
      vkMessage({
        author: dinara,
        text: 'По поводу наборов на свадьбу: а макет открытки покажете заранее?',
        post: '',
        postId: 0,
        serial,
        date,
      }),
  },
]

export function planStories(now: Date): PlannedLetter[] {
  return scenes.map((scene, index) => {
    const at = new Date(now.getTime() - scene.daysAgo * 86_400_000)
    const draft = scene.draft(at, 900_001 + index * 13)
    return {
      at,
      raw: writeLetter(draft),
      id: draft.id,
      way: scene.way,
      mood: scene.mood,
      answer: scene.answer,
      author: draft.from.name,
      text: scene.text,
    }
  })
}

/** The quarrel's letters, joined into one case by the head. */
export const quarrelIds: readonly string[] = ['vk900001', 'pm900014', 'ya900027']

function firm(who: Firm, daysAgo: number, subject: string, ...[text, answer]: [string, string]): Scene {
  return {
    daysAgo,
    way: 'mail',
    mood: 'ask',
    text,
    answer,
    draft: (date, serial) => firmLetter(who, { subject, text, date, serial }),
  }
}

function letter(
  author: Act['author'],
  daysAgo: number,
  mood: Mood,
  ...[text, answer]: [string, string]
): Scene {
  return {
    daysAgo,
    way: 'mail',
    mood,
    text,
    answer,
    draft: (date, serial) => personLetter({ author, text, post: '', postId: 0, serial, date }),
  }
}

function vk(author: Act['author'], daysAgo: number, mood: Mood, ...[text, answer]: [string, string]): Scene {
  return {
    daysAgo,
    way: 'place',
    mood,
    text,
    answer,
    draft: (date, serial) =>
      vkComment({ author, text, post: 'Свежая Эфиопия Сидамо: жасмин и персик', postId: 300, serial, date }),
  }
}
