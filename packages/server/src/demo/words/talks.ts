/** Dialogs written by hand: who wrote, where, what was said, and how it ended. */

/** `person` writes from outside, `operator` answers, `note` is for colleagues, `template` names one of `templates.ts`. */
export type TalkLine =
  | { by: 'person' | 'operator' | 'note'; text: string }
  | { by: 'template'; name: string }
  /** In the chat of the site: leaves name and phone. */
  | { by: 'phone'; phone: string }

export type TalkEnd =
  | { kind: 'closed'; rating?: string; review?: { score: number; note: string } }
  | { kind: 'without_reply'; reason: string }
  | { kind: 'snoozed'; hours: number }
  | { kind: 'planned'; hours: number; what: string }

export interface Talk {
  /** `site`: the chat of the site; `community`: messages of the invented network. */
  place: 'site' | 'community'
  /** One of `authors`. */
  person: string
  hoursAgo: number
  /** Key of the person of the staff; null: nobody took it yet. */
  operator: string | null
  lines: readonly TalkLine[]
  end?: TalkEnd
}

const person = (text: string): TalkLine => ({ by: 'person', text })
const operator = (text: string): TalkLine => ({ by: 'operator', text })
const note = (text: string): TalkLine => ({ by: 'note', text })
const template = (name: string): TalkLine => ({ by: 'template', name })
const phone = (text: string): TalkLine => ({ by: 'phone', phone: text })

type Place = Pick<Talk, 'place' | 'person' | 'hoursAgo' | 'operator'>

const site = (name: string, hoursAgo: number, leader: string | null = null): Place => ({
  place: 'site',
  person: name,
  hoursAgo,
  operator: leader,
})
const community = (name: string, hoursAgo: number, leader: string | null = null): Place => ({
  place: 'community',
  person: name,
  hoursAgo,
  operator: leader,
})
const talk = (place: Place, lines: readonly TalkLine[], end?: TalkEnd): Talk => ({
  ...place,
  lines,
  ...(end && { end }),
})

const fresh: readonly Talk[] = [
  talk(site('Софья Крылова', 0.2), [
    person('Здравствуйте! Смесь «Полдень» в зёрнах сейчас есть? На сайте кнопка серая'),
  ]),
  talk(community('Никита Соболев', 0.4), [
    person('Добрый день'),
    person('Доставляете в Екатеринбург? Нужен килограмм Серрадо к пятнице'),
  ]),
  talk(site('Регина Зарипова', 0.9), [
    person('А можно самовывоз сегодня после 19?'),
    phone('+7 917 555-14-20'),
  ]),
  talk(community('Камила Сейтжанова', 1.6), [
    person('Сәлеметсіз бе! Шымкентке жеткізу бар ма?'),
    person('Если можно, ответьте по-русски тоже, покажу маме 🙂'),
  ]),
  talk(community('Ильдар Шакиров', 3.1), [
    person('Заказ 48213 вторые сутки «собирается». Что с ним?'),
    person('Ау'),
  ]),
]

const underWay: readonly Talk[] = [
  talk(community('Тимур Ахметов', 2.2, 'owner'), [
    person('Вера, добрый день! Хотим взять ваш кофе в барбершоп, 6–8 кг в месяц. С кем обсудить?'),
    operator('Добрый день, Тимур! Со мной. Какая у вас машина и есть ли кофемолка?'),
    person('Nuova Simonelli Appia, молка Mazzer. Зерно нужно потемнее'),
    note('Просит тёмную обжарку. Денис, посчитай смесь «Полдень», 8 кг, со скидкой 12%.'),
    operator('Тогда подойдёт смесь «Полдень». Расчёт пришлю до шести вечера.'),
    person('Отлично, жду. И пробник, если можно'),
  ]),
  talk(site('Екатерина Юдина', 5.5, 'owner'), [
    person('Здравствуйте, хочу подарить мужу курс бариста. Сертификат бывает бумажный?'),
    operator('Здравствуйте! Да, красивый, в конверте. Заберёте на Садовой или отправить?'),
    person('Заберу в субботу'),
    operator('Подготовим к субботе, оплатить можно на месте.'),
  ]),
  talk(community('Гульнара Хакимова', 4.2, 'alina'), [
    person('Дрипы, которые брала в среду, — половина пакетиков пустая, фото ниже не грузится'),
    template('Извинение'),
    person('Номер заказа 48102, Гульнара'),
    note('По 48102 обжарщик подтвердил: брак запайки, партия 17.'),
    operator('Нашли: это брак запайки. Отправим новую коробку завтра, старую возвращать не нужно.'),
    person('Спасибо! А можно вместо дрипов зерно?'),
  ]),
  talk(site('Глеб Тихонравов', 7, 'denis'), [
    person('Нужен кофе в офис, 25 человек, Москва. Аренда машины есть?'),
    operator('Добрый день! Да, от 12 кг зерна в месяц машина бесплатно. Оставьте телефон, наберу.'),
    phone('+7 903 555-80-11'),
    operator('Спасибо, позвоню сегодня до 17:00.'),
  ]),
  talk(community('Динара Ермекова', 9, 'aigerim'), [
    person('Айгерим, торт на 14-е всё ещё в силе? Гостей стало 18'),
    operator('Динара, здравствуйте! Тогда берём медовик на 3 кг, доплата 2 400 ₸. Подтверждаете?'),
    person('Да, подтверждаю. И надпись «Әжеге 70 жас»'),
  ]),
  talk(
    community('Ержан Касымов', 26, 'denis'),
    [
      person('Денис, по договору поставки: юристы смотрят, вернусь к вам'),
      operator('Хорошо, Ержан. Цены держу до конца месяца.'),
      person('Рахмет'),
    ],
    { kind: 'planned', hours: 50, what: 'Узнать, что сказали юристы по договору поставки' },
  ),
  talk(
    site('Полина Гущина', 30, 'alina'),
    [
      person('Когда будет новая Эфиопия? Жду только её'),
      operator('Здравствуйте! Партия приходит на следующей неделе, напишу вам первой.'),
    ],
    { kind: 'snoozed', hours: 120 },
  ),
  talk(
    community('Данияр Бекетов', 33, 'aigerim'),
    [
      person('Оплатил подписку, а чека нет'),
      operator('Здравствуйте! Уже спросила бухгалтерию, вернусь с ответом.'),
      person('Ок'),
      note('Бухгалтерия ответит завтра до обеда.'),
    ],
    { kind: 'snoozed', hours: 40 },
  ),
  talk(
    community('Руслан Галиев', 46, 'owner'),
    [
      person('Предлагаю вам муку для выпечки по оптовой цене'),
      operator('Здравствуйте! Закупкой занимаемся раз в квартал, пришлите прайс.'),
      person('Прайс: https://muka.example/price'),
      operator('Спасибо, посмотрим к декабрю.'),
    ],
    { kind: 'snoozed', hours: 200 },
  ),
  talk(
    site('Вероника Шестакова', 28, 'alina'),
    [
      person('Проводите дегустации для двоих?'),
      operator('Да, по четвергам в 19:00, 1 200 ₽ с человека. Записать вас?'),
      person('Запишите на следующий четверг, я ещё уточню'),
      operator('Записала предварительно, место держу до среды.'),
    ],
    { kind: 'planned', hours: 22, what: 'Подтвердить дегустацию для двоих в четверг' },
  ),
  talk(
    community('Константин Зуев', 52, 'denis'),
    [
      person('Сколько будет стоить выездная кофейня на 80 гостей?'),
      operator('Добрый день! Ориентир — 48 000 ₽ за 4 часа. Какая дата?'),
      person('Дату скажу через пару дней'),
      operator('Хорошо, напишу вам сам.'),
    ],
    { kind: 'planned', hours: -5, what: 'Спросить дату праздника, выездная кофейня на 80 гостей' },
  ),
]

const closed: readonly Talk[] = [
  talk(
    site('Наталья Белых', 76, 'alina'),
    [person('Подскажите режим работы в воскресенье'), template('Часы работы'), person('Спасибо!')],
    { kind: 'closed', rating: '5', review: { score: 5, note: 'Быстро и по делу.' } },
  ),
  talk(
    community('Максим Дюжев', 98, 'denis'),
    [
      person('Курьер не дозвонился и уехал'),
      template('Извинение'),
      person('Заказ 47990'),
      operator('Курьер вернётся сегодня с 18 до 20, доставка за наш счёт.'),
      person('Приехал, спасибо'),
    ],
    { kind: 'closed', rating: '4' },
  ),
  talk(
    community('Ольга Вишнякова', 121, 'alina'),
    [
      person('Сколько идёт доставка в Самару?'),
      template('Сроки доставки'),
      person('А в постамат можно?'),
      operator('Можно: при оформлении выберите «Постамат СДЭК».'),
      person('Нашла, заказала'),
    ],
    { kind: 'closed', rating: '5' },
  ),
  talk(
    site('Андрей Полозов', 147, 'denis'),
    [
      person('Есть ли у вас кофе без кофеина?'),
      operator('Есть: Колумбия декаф, 250 г — 740 ₽. Положить в корзину?'),
      person('Не надо, сам закажу'),
    ],
    { kind: 'closed' },
  ),
  talk(
    community('Жанна Абдрахманова', 170, 'aigerim'),
    [person('Отправляете в Астану? Чем?'), template('Казахстан'), person('Поняла, спасибо большое')],
    { kind: 'closed', rating: '5' },
  ),
  talk(community('Роман Пахомов', 195, 'alina'), [person('Продам подписчиков в ваше сообщество, недорого')], {
    kind: 'without_reply',
    reason: 'Реклама',
  }),
  talk(
    site('Юлия Тарасевич', 219, 'aigerim'),
    [
      person('В Минск привезёте?'),
      operator('Да, СДЭКом, 5–7 дней, от 540 ₽.'),
      person('Дороговато, подумаю'),
      operator('Понимаю. От 3 000 ₽ доставка бесплатна.'),
    ],
    { kind: 'closed', review: { score: 4, note: 'Про бесплатную доставку лучше сказать сразу.' } },
  ),
  talk(
    community('Светлана Дорохова', 262, 'denis'),
    [
      person('Вторую неделю жду возврат за сертификат!'),
      operator('Ждите, деньги идут до 10 дней.'),
      person('Это хамство. Уже прошло 14'),
      operator('Простите за тон и задержку. Возврат провели сейчас, чек на почте.'),
      person('Пришло'),
    ],
    { kind: 'closed', rating: '2', review: { score: 2, note: 'Первый ответ сухой и неверный по сроку.' } },
  ),
  talk(
    site('Игорь Чистяков', 310, 'alina'),
    [
      person('Какой помол брать для мокки?'),
      operator('Мелкий, чуть крупнее эспрессо. Смелем при заказе бесплатно.'),
      person('Супер'),
    ],
    { kind: 'closed', rating: '5' },
  ),
  talk(
    community('Елена Рыбакова', 365, 'alina'),
    [
      person('Мёд в медовике настоящий? У сына аллергия'),
      operator('Настоящий, цветочный. Для аллергиков есть торт «Птичье молоко» без мёда и орехов.'),
      person('Спасибо, возьмём его'),
    ],
    { kind: 'closed' },
  ),
  talk(
    site('Арсен Тулегенов', 420, 'aigerim'),
    [person('Можно оплатить в тенге?'), template('Казахстан'), person('Рахмет')],
    { kind: 'closed', rating: '5' },
  ),
  talk(
    community('Булат Гарипов', 505, 'denis'),
    [person('Вы работаете 1 января?'), template('Часы работы'), person('Понял')],
    { kind: 'closed' },
  ),
]

export const talks: readonly Talk[] = [...fresh, ...underWay, ...closed]

/** Said under posts of the community. */
export const remarks = [
  { person: 'Дарья Пономарёва', hoursAgo: 1.2, text: 'А в чёрную пятницу скидки будут?' },
  { person: 'Сергей Жуков', hoursAgo: 6, text: 'Когда такое же появится в Тольятти?' },
  { person: 'Диана Валиева', hoursAgo: 27, text: 'Была вчера, раф восхитительный ❤️' },
  { person: 'Виктор Нечаев', hoursAgo: 54, text: 'Цена на сайте и в посте разная, какая верная?' },
  { person: 'Ксения Астахова', hoursAgo: 77, text: 'Можно с собакой?' },
] as const

export const posts = [
  {
    id: 'sidamo',
    title: 'Свежая Эфиопия Сидамо: жасмин и персик',
    url: 'https://polden.example/zerno/sidamo',
  },
  { id: 'raf', title: 'Раф с халвой: только в ноябре', url: 'https://polden.example/sadovaya' },
] as const

/** Like the posts; each post becomes one card of likes. */
export const admirers = [
  'Анастасия Белкина',
  'Алсу Мингазова',
  'Татьяна Ломова',
  'Любовь Чернова',
  'Мадина Оспанова',
  'Артём Вихров',
  'Владимир Осокин',
  'Евгений Лосев',
] as const

export const colleagueTalk = [
  { by: 'head', text: 'Вера, в пятницу приедет фотограф на Садовую. Предупредить смену?' },
  { by: 'owner', text: 'Да, и попросите убрать вывеску со старыми ценами.' },
  { by: 'head', text: 'Сделаем. Алина, Денис знают.' },
] as const

/** What somebody asks in a chat while the demo runs. */
export const chatQuestions = [
  'Здравствуйте! Вы сейчас открыты?',
  'Подскажите, сколько идёт доставка в Пермь?',
  'Есть ли в наличии Эфиопия Сидамо, 250 г?',
  'Можно заказать торт на субботу?',
  'Добрый день! Нужен кофе в офис на 10 человек, что посоветуете?',
  'Где посмотреть, что с моим заказом?',
  'Смелете под турку?',
  'А сертификат можно купить онлайн?',
] as const
