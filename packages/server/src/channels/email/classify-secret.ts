/** Letters that open accounts: login codes, password resets, confirmations. Operators must never see them. */
import type { Words } from '../channel.ts'
import type { Letter } from './letter.ts'

/** Boxes nobody writes from by hand. */
const strongSender =
  /^(?:[\w.+-]*(?:no-?_?\.?reply|do-?_?not-?_?reply|nepisat|bezotveta)[\w.+-]*|(?:security|accounts?|auth|login|id|passport|verify|verification|confirm|code|otp|alerts?|notify|notifications?|robot|mailer|system|register|registration|forwarding)(?:[.+_-][\w.+-]*)?)@/i

/** Boxes that machines and people share: these need more than a subject. */
const sharedSender =
  /^(?:admin|info|support|services?|mail|hello|hi|team|welcome|help|bank|online|sms)(?:[.+_-][\w.+-]*)?@/i

const freeMail =
  /@(?:gmail|googlemail|mail|inbox|bk|list|internet|yandex|ya|rambler|outlook|hotmail|live|icloud|me|yahoo|proton|protonmail|ukr|vk)\.(?:com|ru|net|me|by|kz|ua)$/i

const codeName =
  '(?:(?:код|пароль)[а-яё]*\\s+(?:для\\s+)?(?:подтвержд|вход|авториз|доступ|безопасн|активац|проверк|верифик|регистрац|восстановл|смены|двухфактор|аутентиф|аккаунта|личного кабинета)[а-яё]*|(?:проверочн|одноразов|защитн|секретн|временн)[а-яё]*\\s+(?:код|пароль)[а-яё]*|(?:confirmation|verification|security|login|log-in|sign-?in|access|authentication|authorization|activation|one-?time|two-?factor|2fa|otp|recovery|reset)\\s+(?:pass)?(?:code|password|pin)|passcode|(?:растау|кіру|тексеру)\\s+коды)'
const codeWords = new RegExp(codeName, 'iu')

// The digits must stand by the words: a review that speaks of a code is no code.
const digits = '(?<![\\d.,:/+-])(?:\\d{4,8}|\\d{3}[ -]\\d{3}|[A-Z]{1,3}-?\\d{4,8})(?![\\d/.-]\\d|\\d)'
const codeValue = new RegExp(`${codeName}[^\\n]{0,80}\\n{0,3}[^\\n\\d]{0,40}${digits}`, 'iu')
const valueThenName = new RegExp(
  `${digits}\\s*(?:—|-|–|is|это|:)\\s*(?:your|ваш|код|the)\\b[^\\n]{0,60}(?:code|код|password|пароль)|${digits}\\s*(?:—|-|–)\\s*(?:ваш|код)`,
  'iu',
)
const yourCode = new RegExp(
  `(?:(?:ваш|твой|сіздің)\\s+(?:\\S+\\s+)?(?:код|пароль|кодыңыз)|your\\s+(?:\\S+\\s+){0,3}code)(?:\\s+\\S+){0,3}?\\s*(?:is|:|—|–|-)\\s*\\n{0,3}\\s*${digits}`,
  'iu',
)
const keepSecret =
  /никому (?:не|его|этот)[^\n]{0,40}(?:сообща|переда|говори|показыва|называ)|не (?:сообщайте|передавайте|говорите|показывайте)[^\n]{0,40}(?:код|пароль)[^\n]{0,40}никому|(?:do ?n[o']t|never) (?:share|give|tell)[^\n]{0,40}(?:code|password|anyone)/iu

const resetSubject =
  /(?:восстановлени|сброс|смен|измен)\S*\s+(?:\S+\s+)?парол|парол\S*\s+(?:изменён|изменен|сброшен)|(?:reset|change|recover|forgot)\w*\s+(?:your\s+|the\s+)?(?:\S+\s+)?password|password\s+(?:reset|recovery|change)|вход (?:с нового|в (?:ваш )?(?:аккаунт|учётн|учетн|профиль|личный кабинет))|(?:новый|подозрительный|неизвестный) вход|подтвердите (?:(?:свой|ваш|свою|вашу|ваше|смену) )?(?:вход|(?:адрес )?(?:электронн|e-?mail)|почту|почтовый адрес|регистрацию|аккаунт|учётн|учетн|парол)|подтверждение (?:входа|адреса (?:электронн|e-?mail)|почты|регистрации|e-?mail|электронной|аккаунта|пересылки)|(?:confirm|verify|validate)\s+(?:your|this|the)?\s*(?:e-?mail|account|sign-?in|login|registration|identity)|(?:e-?mail|account)\s+(?:verification|confirmation|activation)|(?:new|unusual|suspicious)\s+(?:sign-?in|login|log-in)|security alert|оповещение системы безопасности|magic link|ссылка для входа|(?:sign-?in|login) link/iu

const forwardingSubject =
  /(?:gmail\s+)?forwarding confirmation|подтверждение (?:пересылки|переадресации)|пересылк\S*[^\n]{0,40}подтвержд/iu

type Sender = 'machine' | 'shared' | 'person'

/** The reason when the letter is a secret, else null. A customer who writes about a code is no secret. */
export function readSecret(letter: Letter): Words | null {
  if (letter.inReplyTo !== null || letter.references.length > 0) return null
  const sender = readSender(letter)
  const text = letter.text.slice(0, 6000)
  if (forwardingSubject.test(letter.subject) && sender !== 'person') {
    return {
      ru: 'Подтверждение пересылки почты: видно только администраторам',
      en: 'Confirmation of mail forwarding: administrators only',
    }
  }
  if (hasCode(letter.subject, text, sender)) {
    return {
      ru: 'Код для входа или подтверждения: видно только администраторам',
      en: 'A code to sign in or confirm: administrators only',
    }
  }
  if (!opensAccount(letter, text, sender)) return null
  return {
    ru: 'Вход, пароль или подтверждение учётной записи: видно только администраторам',
    en: 'Sign-in, password or confirmation of an account: administrators only',
  }
}

function hasCode(subject: string, text: string, sender: Sender): boolean {
  const isNamed = codeWords.test(subject) || valueThenName.test(subject) || yourCode.test(subject)
  const isGiven = codeValue.test(text) || valueThenName.test(text) || yourCode.test(text)
  const isKept = keepSecret.test(text) && /код|code|пароль|password/i.test(text)
  if (sender === 'machine') return (isNamed && !subject.includes('?')) || isGiven || isKept
  if (sender === 'shared') return isGiven || (isNamed && isKept) || valueThenName.test(subject)
  // Anybody else must both name and give a code, in the manner of machines.
  return isNamed && isGiven && isKept
}

/** A box that people share too must bring the link that the subject promises. */
function opensAccount(letter: Letter, text: string, sender: Sender): boolean {
  if (sender === 'person' || letter.subject.includes('?') || !resetSubject.test(letter.subject)) return false
  return sender === 'machine' || /https?:\/\//.test(text) || /<a\s[^>]*href/i.test(letter.rawHtml ?? '')
}

const machineHeader =
  /^(?:auto-submitted|feedback-id|list-unsubscribe|x-auto-response-suppress|x-mailgun-sid|x-ses-outgoing)$/

function readSender(letter: Letter): Sender {
  const address = letter.from?.address ?? ''
  if (strongSender.test(address)) return 'machine'
  if (freeMail.test(address)) return 'person'
  const isMarked = letter.headers.some((item) => machineHeader.test(item.name) && !/^no$/i.test(item.value))
  if (isMarked) return 'machine'
  return sharedSender.test(address) ? 'shared' : 'person'
}
