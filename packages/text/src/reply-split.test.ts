import { describe, expect, test } from 'vitest'
import { splitReply } from './reply-split.ts'

const shop = 'Лавка чая <lavka@chai.example>'

/** Name, letter, the author's words. */
const cases: [string, string, string][] = [
  [
    'wrapped opener right under the words',
    `Да\n05.06.2026 10:12 пользователь "Лавка чая" <\nlavka@chai.example> написал:\n\n> Заказ собран\n>`,
    'Да',
  ],
  [
    'marked opener right under the words',
    'Yes\n> On 5 Jun 2026, at 10:12, Tea Shop <lavka@chai.example> wrote:\n>\n> Hi',
    'Yes',
  ],
  [
    'opener without its colon',
    'Yes\n\nOn Fri, 5 Jun 2026 10:12:00 +0300 Tea Shop <lavka@chai.example> wrote\n\nHi',
    'Yes',
  ],
  [
    'opener between rulers',
    'Yes\n\n---- On Fri, 05 Jun 2026 10:12:00 +0300 lavka@chai.example wrote ----\n\nHi',
    'Yes',
  ],
  ['Ukrainian', `Дякую!\n\nпт, 5 черв. 2026 р. о 10:12 ${shop} пише:\n\n> Заказ собран`, 'Дякую!'],
  ['German', `Danke!\n\nAm 5. Juni 2026 um 10:12 schrieb ${shop}:\n\n> Your tea`, 'Danke!'],
  [
    'a ruler under the words',
    `Согласна\n\n------------------------------\n\nОт: ${shop}\nТема: Заказ\nДата: 5 июня\n\nЗаказ собран.`,
    'Согласна',
  ],
  [
    'a table with a ruler',
    'Нужны:\n\nСорт      Пачек\n---------------\nУлун      2\nПуэр      1',
    'Нужны:\n\nСорт      Пачек\n---------------\nУлун      2\nПуэр      1',
  ],
  [
    'chapters with rulers',
    'Итог:\n\nЧай\n----\nвкусный\n\n====\n\nДоставка быстрая',
    'Итог:\n\nЧай\n----\nвкусный\n\n====\n\nДоставка быстрая',
  ],
  [
    'Gmail',
    `Спасибо, жду!\n\nпт, 5 июн. 2026 г. в 10:12, ${shop}:\n\n> Здравствуйте!\n> Заказ собран.\n`,
    'Спасибо, жду!',
  ],
  [
    'Gmail, older',
    `Да, беру.\n\n5 июня 2026 г., 10:12 пользователь ${shop} написал:\n\n> Заказ собран.\n`,
    'Да, беру.',
  ],
  [
    'Gmail, wrapped',
    `Да, беру.\n\nпт, 5 июн. 2026 г. в 10:12, Лавка чая и кофе на Большой улице\n<lavka@chai.example>:\n\n> Заказ собран.\n`,
    'Да, беру.',
  ],
  [
    'Mail.ru',
    `А зелёный есть?\n\n\n--\nОльга Смирнова\nОтправлено из Почты Mail\n\nПятница, 5 июня 2026, 10:12 +03:00 от ${shop}:\n>Заказ собран.\n>\n`,
    'А зелёный есть?',
  ],
  [
    'Mail.ru mobile',
    `Добрый день, беру два\n\n--\nОтправлено из мобильной Почты Mail\n\nпятница, 5 июня 2026, 10:12 +0300 от lavka@chai.example <lavka@chai.example>:\n\nЗаказ собран.`,
    'Добрый день, беру два',
  ],
  [
    'Yandex',
    `Подойдёт\n\n05.06.2026, 10:12, "Лавка чая" <lavka@chai.example>:\nЗаказ собран.\n\n-- \nС уважением, Ольга`,
    'Подойдёт',
  ],
  [
    'Yandex with marks',
    `Подойдёт\n\n05.06.2026, 10:12, Лавка чая <lavka@chai.example>:\n> Заказ собран.\n`,
    'Подойдёт',
  ],
  [
    'Yandex mobile',
    `Хорошо\n\nОтправлено из мобильной Яндекс Почты\n\n05.06.2026, 10:12, lavka@chai.example:\n\nЗаказ собран.`,
    'Хорошо',
  ],
  [
    'Outlook',
    `Согласна\n\nС уважением,\nОльга Смирнова\n\nОт: ${shop}\nОтправлено: 5 июня 2026 г. 10:12\nКому: Ольга\nТема: Заказ\n\nЗаказ собран.`,
    'Согласна',
  ],
  [
    'Outlook, bold names',
    `Согласна\n\n*От:* ${shop}\n*Отправлено:* пятница, 5 июня 2026 г. 10:12\n*Кому:* Ольга\n*Тема:* Заказ\n\nЗаказ собран.`,
    'Согласна',
  ],
  [
    'Outlook, old',
    `Согласна\n\n-----Исходное сообщение-----\nОт: Лавка [mailto:lavka@chai.example]\nЗаказ собран.`,
    'Согласна',
  ],
  [
    'Outlook under a ruler',
    `Согласна\n________________________________\nОт: ${shop}\nОтправлено: 5 июня 2026 г. 10:12\nКому: Ольга\nТема: Заказ\n\nЗаказ собран.`,
    'Согласна',
  ],
  [
    'The Bat!',
    `Хорошо.\n\nВы писали 5 июня 2026 г., 10:12:12:\n\nЛ> Заказ собран.\nЛ> Ждём.\n\n-- \nС уважением,\n Ольга                          mailto:olga@pochta.example`,
    'Хорошо.',
  ],
  [
    'The Bat!, answer below',
    `Здравствуйте, Лавка.\n\nВы писали 5 июня 2026 г., 10:12:12:\n\nЛЧ> Когда вам удобно?\n\nПосле шести.\n\n-- \nОльга`,
    'Здравствуйте, Лавка.\n\nПосле шести.',
  ],
  [
    'iPhone',
    `Да\n\nОтправлено с iPhone\n\n> 5 июня 2026 г., в 10:12, ${shop} написал(а):\n> \n> Заказ собран.\n`,
    'Да',
  ],
  ['Thunderbird', `Да\n\n05.06.2026 10:12, Лавка чая пишет:\n> Заказ собран.\n`, 'Да'],
  [
    'signature by dashes',
    'Когда доставка?\n\n-- \nС уважением,\nОльга Смирнова\n+7 900 000-00-00',
    'Когда доставка?',
  ],
  [
    'signature without dashes',
    'Когда доставка?\n\nС уважением,\nОльга Смирнова\nтел. +7 900 000-00-00\nwww.primer.example',
    'Когда доставка?',
  ],
  ['farewell with a name', 'Жду счёт.\n\nС уважением Ольга Смирнова', 'Жду счёт.'],
  [
    'farewell that is a sentence',
    'Добрый день!\nС уважением отношусь к вашей работе, но чай пришёл сырым.',
    'Добрый день!\nС уважением отношусь к вашей работе, но чай пришёл сырым.',
  ],
  [
    'postscript after the farewell',
    'Беру.\n\nС уважением, Ольга\n\nP.S. А доставка бесплатная?',
    'Беру.\n\nС уважением, Ольга\n\nP.S. А доставка бесплатная?',
  ],
  [
    'answers between quotes',
    '> Какой сорт?\nУлун\n> Сколько?\nДве пачки',
    '> Какой сорт?\nУлун\n> Сколько?\nДве пачки',
  ],
  [
    'answers between quotes under an opener',
    `5 июня 2026 г., 10:12 пользователь ${shop} написал:\n> Какой сорт?\n\nУлун\n\n> Сколько?\n\nДве пачки\n\n> С уважением, лавка`,
    '> Какой сорт?\nУлун\n> Сколько?\nДве пачки',
  ],
  [
    'answer below the quote',
    `On 2026-06-05 10:12, Tea Shop wrote:\n> Your tea is packed.\n> Will you come?\n\nYes, at six.\n`,
    'Yes, at six.',
  ],
  [
    'forward with a note',
    'Посмотрите, пожалуйста\n\n-------- Пересылаемое сообщение --------\nОт кого: Лавка\nКому: Ольга\n\nЗаказ собран.',
    'Посмотрите, пожалуйста',
  ],
  [
    'Kazakh, Outlook',
    `Рахмет, аламын!\n\nКімнен: ${shop}\nЖіберілді: 2026 ж. 5 маусым 10:12\nКімге: Айгүл\nТақырып: Тапсырыс\n\nТапсырыс дайын.`,
    'Рахмет, аламын!',
  ],
  [
    'Kazakh, Gmail',
    `Рахмет!\n\n2026 ж. 5 мау., жм 10:12, ${shop} деп жазды:\n\n> Тапсырыс дайын.\n\nҚұрметпен,\nАйгүл`,
    'Рахмет!',
  ],
  ['Kazakh, iPhone', 'Иә, келемін\n\niPhone құрылғысынан жіберілді', 'Иә, келемін'],
  [
    'English, Gmail',
    'Thanks!\n\nOn Fri, Jun 5, 2026 at 10:12 AM Tea Shop <lavka@chai.example> wrote:\n\n> Your tea\n> is packed\n',
    'Thanks!',
  ],
  [
    'English, wrapped',
    'Thanks!\n\nOn Fri, Jun 5, 2026 at 10:12 AM Tea Shop of the Great Street\n<lavka@chai.example> wrote:\n\n> Your tea\n',
    'Thanks!',
  ],
  [
    'English, Outlook',
    'Fine\n\nFrom: Tea Shop <lavka@chai.example>\nSent: Friday, June 5, 2026 10:12 AM\nTo: Olga\nSubject: Order\n\nYour tea is packed.',
    'Fine',
  ],
  [
    'English, iPhone',
    'Ok\n\nSent from my iPhone\n\n> On Jun 5, 2026, at 10:12, Tea Shop <lavka@chai.example> wrote:\n> \n> Your tea\n',
    'Ok',
  ],
  ['English, original message', 'Ok\n\n-----Original Message-----\nFrom: Tea Shop\nYour tea', 'Ok'],
  [
    'disclaimer',
    'Пришлите прайс.\n\nЭто сообщение и любые вложения содержат конфиденциальную информацию и предназначены адресату.\nЕсли вы не адресат, удалите его.',
    'Пришлите прайс.',
  ],
  [
    'wrapped end of a quote',
    `Да, верно.\n\nпт, 5 июн. 2026 г. в 10:12, ${shop}:\n> Здравствуйте! Мы собрали ваш заказ и готовы передать его курьеру уже\nзавтра утром\n> Подтвердите, пожалуйста.\n`,
    'Да, верно.',
  ],
  ['HTML left-overs are no initials', 'Цена\nbr> 5\nне видна', 'Цена\nbr> 5\nне видна'],
  [
    'time and colon in own words',
    'Могу завтра, 5 июня, в 10:12, адрес:\nЛенина 5',
    'Могу завтра, 5 июня, в 10:12, адрес:\nЛенина 5',
  ],
  [
    'labelled form values',
    'Имя: Ольга\nТелефон: +7 900 000-00-00\nТема: Заказ чая\nСообщение: перезвоните',
    'Имя: Ольга\nТелефон: +7 900 000-00-00\nТема: Заказ чая\nСообщение: перезвоните',
  ],
]

const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim()

describe('splitReply', () => {
  test.each(cases)('%s', (_name, letter, words) => {
    expect(squeeze(splitReply(letter).reply)).toBe(squeeze(words))
    expect(splitReply(letter.replaceAll('\n', '\r\n'))).toEqual(splitReply(letter))
  })

  test('what is cut away is kept', () => {
    const { quoted } = splitReply(
      `Спасибо\n\nС уважением,\nОльга\n\nпт, 5 июн. 2026 г. в 10:12, ${shop}:\n\n> Заказ собран.`,
    )
    expect(quoted).toContain('С уважением,\nОльга')
    expect(quoted).toContain('> Заказ собран.')
  })

  test('a letter of history only is shown whole', () => {
    const forwarded =
      '---------- Forwarded message ---------\nFrom: VK <a@b.example>\nDate: Fri, 5 Jun 2026\nSubject: Новый комментарий\nTo: me\n\nАнна: «Где купить?»'
    expect(splitReply(forwarded)).toEqual({ reply: forwarded, quoted: null })
    expect(splitReply('> одна цитата\n> и всё').reply).toBe('> одна цитата\n> и всё')
    expect(splitReply('-- \nОльга').reply).toBe('-- \nОльга')
    expect(splitReply('')).toEqual({ reply: '', quoted: null })
  })

  test('no letter of the words is lost between reply and quoted', () => {
    for (const [, letter] of cases) {
      const { reply, quoted } = splitReply(letter)
      const words = (text: string) =>
        text
          .split(/\s+/)
          .filter((word) => word !== '')
          .sort()
      expect(words(`${reply}\n${quoted ?? ''}`)).toEqual(words(letter))
    }
  })

  test('long and hostile lines take no time worth counting', () => {
    const hostile = [
      'On '.repeat(3000),
      '>'.repeat(20_000),
      `${'5 июня 2026 '.repeat(500)}:`,
      'a@b '.repeat(1000),
    ]
    for (const text of hostile) expect(splitReply(`${text}\n${text}`).reply).not.toBe('')
    const many = Array.from({ length: 20_000 }, (_, index) => `> строка ${index}`).join('\n')
    expect(splitReply(`Да\n\n${many}`).reply).toBe('Да')
  })
})
