/** Prepared texts of the shop. */
import type { TemplateInput } from '@otklik/contract'

type Prepared = Pick<TemplateInput, 'name' | 'shortcut' | 'folder' | 'text' | 'purpose'>

export const templates: readonly Prepared[] = [
  {
    name: 'Сроки доставки',
    shortcut: 'доставка',
    folder: 'Доставка',
    purpose: 'answer',
    text: '{имя}, здравствуйте! По России отправляем СДЭКом, 2–5 дней, от 320 ₽. От 3 000 ₽ доставка бесплатна.',
  },
  {
    name: 'Казахстан',
    shortcut: 'кз',
    folder: 'Доставка / Казахстан',
    purpose: 'answer',
    text: '{имя}, здравствуйте! В Казахстан отправляем каждую среду, 4–6 дней. Счёт выставим в тенге, оплатить можно через Kaspi.',
  },
  {
    name: 'Часы работы',
    shortcut: 'часы',
    folder: 'Кофейня',
    purpose: 'answer',
    text: 'Здравствуйте! Кофейня на Садовой открыта каждый день с 8:00 до 22:00. Ждём вас!',
  },
  {
    name: 'Бронь стола',
    shortcut: 'бронь',
    folder: 'Кофейня',
    purpose: 'answer',
    text: '{имя}, записали вас. Держим стол 15 минут после назначенного времени.',
  },
  {
    name: 'Извинение',
    shortcut: 'извини',
    folder: 'Жалобы',
    purpose: 'answer',
    text: '{имя}, простите, так быть не должно. Напишите, пожалуйста, номер заказа — разберёмся сегодня же.',
  },
  {
    name: 'Опт: прайс',
    shortcut: 'опт',
    folder: 'Опт',
    purpose: 'answer',
    text: '{имя}, добрый день! От 10 кг в месяц — скидка 12%, от 25 кг — 18%. С уважением, {оператор}, {компания}.',
  },
  {
    name: 'Первое слово',
    shortcut: 'привет',
    folder: '',
    purpose: 'first',
    text: '{имя}, здравствуйте! Это кофейня «Полдень». Вы спрашивали про {товар} — ещё актуально?',
  },
]
