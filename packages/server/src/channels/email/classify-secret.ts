/** Letters that open accounts: login codes, password resets, confirmations. Operators must never see them. */
import type { Words } from '../channel.ts'
import type { Letter } from './letter.ts'

const machineSender =
  /^(?:[\w.+-]*(?:no-?_?\.?reply|do-?_?not-?_?reply|noreply|nepisat|bezotveta)[\w.+-]*|(?:admin|security|account|accounts|auth|login|id|passport|verify|verification|confirm|code|otp|alert|alerts|notify|notification|notifications|info|support|service|services|robot|mailer|mail|hello|hi|team|welcome|help|bank|online|sms|system|register|registration|forwarding)(?:[.+_-][\w.+-]*)?)@/i

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
  /(?:восстановлени|сброс|смен|измен)\S*\s+(?:\S+\s+)?парол|парол\S*\s+(?:изменён|изменен|сброшен)|(?:reset|change|recover|forgot)\w*\s+(?:your\s+|the\s+)?(?:\S+\s+)?password|password\s+(?:reset|recovery|change)|вход (?:с нового|в (?:ваш )?(?:аккаунт|учётн|учетн|профиль|личный кабинет))|(?:новый|подозрительный|неизвестный) вход|подтвердите (?:вход|адрес|почту|регистрацию|e-?mail|электронн|свой|ваш|аккаунт|учётн|учетн|смену)|подтверждение (?:входа|адреса|почты|регистрации|e-?mail|электронной|аккаунта|пересылки)|(?:confirm|verify|validate)\s+(?:your|this|the)?\s*(?:e-?mail|account|address|sign-?in|login|registration|identity)|(?:e-?mail|account)\s+(?:verification|confirmation|activation)|(?:new|unusual|suspicious)\s+(?:sign-?in|login|log-in)|security alert|оповещение системы безопасности|magic link|ссылка для входа|(?:sign-?in|login) link/iu

const forwardingSubject =
  /(?:gmail\s+)?forwarding confirmation|подтверждение (?:пересылки|переадресации)|пересылк\S*[^\n]{0,40}подтвержд/iu

/** The reason when the letter is a secret, else null. A customer who writes about a code is no secret. */
export function readSecret(letter: Letter): Words | null {
  if (letter.inReplyTo !== null || letter.references.length > 0) return null
  const sender = letter.from?.address ?? ''
  const isMachine = isMachineSender(letter, sender)
  if (forwardingSubject.test(letter.subject) && isMachine) {
    return {
      ru: 'Подтверждение пересылки почты: видно только администраторам',
      en: 'Confirmation of mail forwarding: administrators only',
    }
  }
  const text = letter.text.slice(0, 6000)
  if (!hasCode(letter, text, isMachine)) {
    if (!isMachine || !resetSubject.test(letter.subject)) return null
    return {
      ru: 'Вход, пароль или подтверждение учётной записи: видно только администраторам',
      en: 'Sign-in, password or confirmation of an account: administrators only',
    }
  }
  return {
    ru: 'Код для входа или подтверждения: видно только администраторам',
    en: 'A code to sign in or confirm: administrators only',
  }
}

function hasCode(letter: Letter, text: string, isMachine: boolean): boolean {
  const subjectNames =
    codeWords.test(letter.subject) || valueThenName.test(letter.subject) || yourCode.test(letter.subject)
  const textGives = codeValue.test(text) || valueThenName.test(text) || yourCode.test(text)
  if (isMachine)
    return (
      (subjectNames && !letter.subject.includes('?')) ||
      textGives ||
      (keepSecret.test(text) && /код|code|пароль|password/i.test(text))
    )
  // Anybody else must both name and give a code, in the manner of machines.
  return subjectNames && textGives && keepSecret.test(text)
}

function isMachineSender(letter: Letter, sender: string): boolean {
  if (machineSender.test(sender)) return true
  if (freeMail.test(sender)) return false
  return letter.headers.some(
    (header) =>
      /^(?:auto-submitted|feedback-id|list-unsubscribe|x-auto-response-suppress|x-mailgun-sid|x-ses-outgoing)$/.test(
        header.name,
      ) && !/^no$/i.test(header.value),
  )
}
