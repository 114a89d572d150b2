import type { InterestDetail } from '@otklik/contract'
import { i18n } from '@lingui/core'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { IconAlertTriangle } from '@tabler/icons-react'
import classes from './Card.module.css'

interface WarningWords {
  title: MessageDescriptor
  /** What it means and what to do. */
  advice: MessageDescriptor
}

const known: Record<string, WarningWords> = {
  sender_unverified: {
    title: msg`Отправитель не подтверждён`,
    advice: msg`Письмо не подписано площадкой или почтой, от имени которой пришло: имя и ссылки могли подделать. Не переходите по ссылкам из него и не сообщайте личных данных, пока не проверите автора другим путём.`,
  },
  from_junk: {
    title: msg`Письмо лежало в спаме`,
    advice: msg`Почта сочла его подозрительным. Если это клиент, отметьте письмо в почте как не спам.`,
  },
  forwarded: {
    title: msg`Письмо переслано`,
    advice: msg`Его переслал кто-то другой, поэтому автор и дата взяты из текста пересланного письма.`,
  },
  unreadable: {
    title: msg`Письмо не удалось прочитать`,
    advice: msg`Оно повреждено или слишком сложное. Исходник приложен: скачайте и откройте его в почтовой программе.`,
  },
  suspected_spam: {
    title: msg`Похоже на спам`,
    advice: msg`Форму заполнила, скорее всего, программа. Карточка сохранена: если это человек, ответьте как обычно.`,
  },
  text_shortened: {
    title: msg`Письмо очень большое`,
    advice: msg`Показано его начало. Целиком оно осталось в почтовом ящике.`,
  },
}

/** What the reader must know before believing the card, in plain words. */
export function Warnings({ card }: { card: InterestDetail }) {
  const { t } = useLingui()
  return card.warnings.map((code) => (
    <div key={code} className={classes['warning']} role="note" aria-label={t`Предупреждение`}>
      <IconAlertTriangle size={18} />
      <div>
        <strong>{known[code] ? i18n._(known[code].title) : code}</strong>
        {known[code] && <p>{i18n._(known[code].advice)}</p>}
      </div>
    </div>
  ))
}
