/** Where networks are blocked, limited or under a rule for businesses. Every row has a date and a page that says it; what has no such page is not here. */
import type { Availability } from '@otklik/contract'

/** When the pages below were last read. */
export const availabilityCheckedOn = '2026-11-29'

export const availabilityRows: readonly Availability[] = [
  {
    network: 'telegram',
    country: 'RU',
    state: 'limited',
    since: '2026-02-10',
    words: {
      ru: 'Роскомнадзор подтвердил новые ограничения Telegram: фото, видео и голосовые сообщения почти перестали открываться.',
      en: 'Roskomnadzor confirmed new limits on Telegram: photos, videos and voice messages have nearly stopped opening.',
    },
    source: {
      title: 'xakep.ru',
      url: 'https://xakep.ru/2026/02/10/roskomnadzor-prodolzhaet-zamedlenie-telegram/',
    },
  },
  {
    network: 'telegram',
    country: 'RU',
    state: 'limited',
    since: '2026-02-17',
    words: {
      ru: 'СМИ писали о полной блокировке с 1 апреля 2026 года; Роскомнадзор этого не подтвердил и не опроверг. Проверьте, открывается ли Telegram у ваших клиентов.',
      en: 'Media wrote of a full block from 1 April 2026; Roskomnadzor neither confirmed nor denied it. Check whether Telegram opens at your customers.',
    },
    source: { title: 'Коммерсантъ', url: 'https://www.kommersant.ru/doc/8441184' },
  },
  {
    network: 'telegram',
    country: 'RU',
    state: 'law',
    since: '2026-03-06',
    words: {
      ru: 'ФАС считает рекламу в Telegram незаконной, потому что доступ к нему ограничен. Юристы спорят: в реестре заблокированных ресурсов Telegram нет.',
      en: 'The antimonopoly service holds advertising in Telegram unlawful because access to it is limited. Lawyers dispute it: Telegram is not in the register of blocked resources.',
    },
    source: { title: 'Коммерсантъ FM', url: 'https://www.kommersant.ru/doc/8481508' },
  },
  {
    network: 'telegram',
    country: 'RU',
    state: 'law',
    since: '2025-06-01',
    words: {
      ru: 'Закон 41-ФЗ: госорганам, банкам и страховым, операторам связи, агрегаторам и компаниям, где у государства больше половины, нельзя общаться с клиентами в иностранных мессенджерах.',
      en: 'Law 41-FZ: state bodies, banks and insurers, telecom operators, aggregators and companies where the state holds over half may not talk with customers in foreign messengers.',
    },
    source: {
      title: 'amic.ru',
      url: 'https://www.amic.ru/news/komu-v-rossii-zapretili-polzovatsya-inostrannymi-messendzherami-i-chto-za-eto-grozit-565414',
    },
  },
  {
    network: 'telegram',
    country: 'KZ',
    state: 'open',
    since: '2025-08-20',
    words: {
      ru: 'Министерство цифрового развития: запрета на Telegram и другие зарубежные мессенджеры нет. Национальный Aitu вводят для служебной переписки госорганов и квазигоссектора.',
      en: 'Ministry of Digital Development: Telegram and other foreign messengers are not banned. The national Aitu is meant for office talk of state bodies and the quasi-state sector.',
    },
    source: { title: 'Интерфакс', url: 'https://www.interfax.ru/world/1043115' },
  },
  {
    network: 'max',
    country: 'RU',
    state: 'open',
    since: '2025-09-01',
    words: {
      ru: 'MAX обязательно предустанавливают на телефоны и планшеты, которые продают в России.',
      en: 'MAX has to be preinstalled on phones and tablets sold in Russia.',
    },
    source: { title: 'zaks.ru', url: 'https://www.zaks.ru/new/archive/view/262764' },
  },
  prolongBanOf('vk'),
  prolongBanOf('ok'),
  {
    network: 'instagram',
    country: 'RU',
    state: 'blocked',
    since: '2022-03-14',
    words: {
      ru: 'Доступ к Instagram закрыл Роскомнадзор.',
      en: 'Roskomnadzor closed access to Instagram.',
    },
    source: {
      title: 'nation-news.ru',
      url: 'https://nation-news.ru/22021553-roskomnadzor_zablokiruet_instagram_14_marta',
    },
  },
  forbidAdsOf('instagram', 'Instagram'),
  {
    network: 'facebook',
    country: 'RU',
    state: 'blocked',
    since: '2022-03-04',
    words: {
      ru: 'Доступ к Facebook закрыл Роскомнадзор.',
      en: 'Roskomnadzor closed access to Facebook.',
    },
    source: { title: 'info24.ru', url: 'https://info24.ru/news/rkn-zablokiroval-twitter.html' },
  },
  forbidAdsOf('facebook', 'Facebook'),
  {
    network: 'x',
    country: 'RU',
    state: 'blocked',
    since: '2022-03-04',
    words: {
      ru: 'Доступ к Twitter (теперь X) ограничил Роскомнадзор.',
      en: 'Roskomnadzor limited access to Twitter (now X).',
    },
    source: { title: 'info24.ru', url: 'https://info24.ru/news/rkn-zablokiroval-twitter.html' },
  },
  {
    network: 'youtube',
    country: 'RU',
    state: 'blocked',
    since: '2026-02-10',
    words: {
      ru: 'Домен YouTube исчез из серверов имён Роскомнадзора: по словам экспертов, без VPN он не открывается.',
      en: 'The domain of YouTube left the name servers of Roskomnadzor: experts say that it does not open without a VPN.',
    },
    source: {
      title: 'РБК',
      url: 'https://www.rbc.ru/technology_and_media/10/02/2026/698b42499a79471c03a2bb74',
    },
  },
  {
    network: 'youtube',
    country: 'RU',
    state: 'law',
    since: '2026-03-06',
    words: {
      ru: 'ФАС считает рекламу на YouTube незаконной, потому что доступ к нему ограничен. Официально о блокировке тогда не сообщали, юристы спорят.',
      en: 'The antimonopoly service holds advertising on YouTube unlawful because access to it is limited. No block had been announced then; lawyers dispute it.',
    },
    source: { title: 'Коммерсантъ FM', url: 'https://www.kommersant.ru/doc/8481508' },
  },
]

/** One law names both. */
function forbidAdsOf(network: string, name: string): Availability {
  return {
    network,
    country: 'RU',
    state: 'law',
    since: '2025-09-01',
    words: {
      ru: `Реклама в ${name} запрещена: он принадлежит Meta, признанной в России экстремистской. Отвечают и рекламодатель, и распространитель; для компаний штраф до 500 тысяч рублей.`,
      en: `Advertising in ${name} is forbidden: it belongs to Meta, designated extremist in Russia. Both the advertiser and the distributor answer; for companies the fine is up to 500,000 roubles.`,
    },
    source: { title: 'ТАСС', url: 'https://tass.ru/obschestvo/24918975' },
  }
}

/** One decree names both. */
function prolongBanOf(network: string): Availability {
  return {
    network,
    country: 'UA',
    state: 'blocked',
    since: '2020-05-14',
    words: {
      ru: 'Указ президента продлил до 15 мая 2023 года запрет, введённый в мае 2017-го. О том, что было дальше, у нас источника нет: проверьте сами.',
      en: 'A decree of the president prolonged until 15 May 2023 the ban of May 2017. We have no source for what came after: check for yourself.',
    },
    source: {
      title: 'The Village Україна',
      url: 'https://www.the-village.com.ua/village/city/city-news/297521-zaboronu-na-vkontakte-yandeks-ta-odnoklassniki-prodovzhili-sche-na-tri-roki',
    },
  }
}
