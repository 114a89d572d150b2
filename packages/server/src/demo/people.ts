/** Invented people. Likeness to anybody alive is chance. */
import type { Role } from '@otklik/contract'

export interface StaffPerson {
  key: string
  name: string
  email: string
  role: Role
}

export const demoPassword = 'polden-demo'

export const owner: StaffPerson = {
  key: 'owner',
  name: 'Вера Лазарева',
  email: 'vera@polden.example',
  role: 'owner',
}

export const staff: readonly StaffPerson[] = [
  { key: 'head', name: 'Павел Ремизов', email: 'pavel@polden.example', role: 'head' },
  { key: 'alina', name: 'Алина Сафина', email: 'alina@polden.example', role: 'manager' },
  { key: 'denis', name: 'Денис Круглов', email: 'denis@polden.example', role: 'manager' },
  { key: 'aigerim', name: 'Айгерим Нурланова', email: 'aigerim@polden.example', role: 'manager' },
  { key: 'control', name: 'Лидия Черных', email: 'lidia@polden.example', role: 'quality_control' },
]

export interface Author {
  name: string
  woman: boolean
  /** Latin name for addresses of pages and boxes. */
  nick: string
  id: number
  city: string
}

type Line = readonly [name: string, nick: string, city: string]

const women: readonly Line[] = [
  ['Марина Савельева', 'marina.saveleva', 'Казань'],
  ['Екатерина Юдина', 'katya_yudina', 'Казань'],
  ['Ольга Вишнякова', 'olga.vish', 'Самара'],
  ['Гульнара Хакимова', 'gulnara_kh', 'Казань'],
  ['Светлана Дорохова', 'sveta.dorohova', 'Ижевск'],
  ['Анастасия Белкина', 'nastya.belka', 'Казань'],
  ['Динара Ермекова', 'dinara.ermek', 'Алматы'],
  ['Жанна Абдрахманова', 'zhanna_abd', 'Астана'],
  ['Полина Гущина', 'polina.gu', 'Пермь'],
  ['Ирина Костромина', 'irina_kostr', 'Уфа'],
  ['Наталья Белых', 'natali.belyh', 'Киров'],
  ['Юлия Тарасевич', 'yu.tarasevich', 'Минск'],
  ['Алсу Мингазова', 'alsu_ming', 'Казань'],
  ['Вероника Шестакова', 'nika_shest', 'Казань'],
  ['Татьяна Ломова', 'tlomova', 'Чебоксары'],
  ['Камила Сейтжанова', 'kamila.seit', 'Шымкент'],
  ['Дарья Пономарёва', 'dasha_pono', 'Казань'],
  ['Елена Рыбакова', 'elena.rybak', 'Саратов'],
  ['Диана Валиева', 'diana_vali', 'Казань'],
  ['Любовь Чернова', 'lyuba.chern', 'Ульяновск'],
  ['Ксения Астахова', 'ks_astahova', 'Казань'],
  ['Мадина Оспанова', 'madina.osp', 'Караганда'],
  ['Софья Крылова', 'sonya_krylova', 'Казань'],
  ['Регина Зарипова', 'regina.zar', 'Набережные Челны'],
]

const men: readonly Line[] = [
  ['Тимур Ахметов', 'timur.ahm', 'Казань'],
  ['Игорь Чистяков', 'igor_chist', 'Казань'],
  ['Андрей Полозов', 'a.polozov', 'Нижний Новгород'],
  ['Ержан Касымов', 'erzhan.kas', 'Алматы'],
  ['Максим Дюжев', 'max_dyuzhev', 'Казань'],
  ['Руслан Галиев', 'ruslan.gal', 'Казань'],
  ['Никита Соболев', 'nik.sobol', 'Екатеринбург'],
  ['Артём Вихров', 'art_vihrov', 'Казань'],
  ['Сергей Жуков', 'serg.zhuk', 'Тольятти'],
  ['Данияр Бекетов', 'daniyar.bek', 'Астана'],
  ['Владимир Осокин', 'vl.osokin', 'Казань'],
  ['Ильдар Шакиров', 'ildar_shak', 'Казань'],
  ['Глеб Тихонравов', 'gleb.tih', 'Москва'],
  ['Константин Зуев', 'kostya_zuev', 'Казань'],
  ['Роман Пахомов', 'roma.pah', 'Оренбург'],
  ['Арсен Тулегенов', 'arsen.tul', 'Усть-Каменогорск'],
  ['Евгений Лосев', 'evg.losev', 'Казань'],
  ['Фёдор Мальцев', 'fedor_malc', 'Йошкар-Ола'],
  ['Булат Гарипов', 'bulat.gar', 'Казань'],
  ['Виктор Нечаев', 'nechaev.v', 'Пенза'],
]

export const authors: readonly Author[] = [...women.map(toAuthor(true)), ...men.map(toAuthor(false))]

export function findAuthor(name: string): Author {
  const found = authors.find((author) => author.name === name)
  if (!found) throw new Error(`nobody is named ${name}`)
  return found
}

/** Write often; the author panel of these is worth opening. */
export const regulars: readonly string[] = [
  'Тимур Ахметов',
  'Екатерина Юдина',
  'Динара Ермекова',
  'Андрей Полозов',
  'Гульнара Хакимова',
  'Ержан Касымов',
]

function toAuthor(woman: boolean) {
  return ([name, nick, city]: Line, index: number): Author => ({
    name,
    nick,
    city,
    woman,
    id: (woman ? 41_000_100 : 52_000_300) + index * 7919,
  })
}
