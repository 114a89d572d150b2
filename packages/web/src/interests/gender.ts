export type Gender = 'female' | 'male' | 'unknown'

const malesInA = new Set([
  'никита',
  'илья',
  'лука',
  'кузьма',
  'фома',
  'данила',
  'савва',
  'гаврила',
  'миша',
  'саша',
  'женя',
  'валя',
])

/** How to bend a Russian verb after a colleague's name: «взяла Анна Ким», «взял Тимур Ахметов». Surname first, then the given name. */
export function genderOf(name: string): Gender {
  const words = name.toLocaleLowerCase('ru').split(/\s+/).filter(Boolean)
  if (words.length === 0 || !words.every((word) => /^[а-яё-]+$/.test(word))) return 'unknown'
  for (const word of words) {
    if (/(?:овна|евна|ична|инична|ова|ева|ёва|ина|ына|ская|цкая|ая)$/.test(word) && word.length > 4)
      return 'female'
    if (/(?:ович|евич|ич|ов|ев|ёв|ин|ын|ский|цкий|ий|ой)$/.test(word) && word.length > 4) return 'male'
  }
  const [first = ''] = words
  if (malesInA.has(first)) return ['саша', 'женя', 'валя'].includes(first) ? 'unknown' : 'male'
  if (/[ая]$/.test(first)) return 'female'
  return /[бвгджзклмнпрстфхцчшщйь]$/.test(first) ? 'male' : 'unknown'
}
