import { useLingui } from '@lingui/react'
import { Logo } from '@otklik/ui'
import type { ReactNode } from 'react'
import { chooseLocale, locales } from '../app/i18n.ts'
import { usePageTitle, useTitleWithCounter } from '../app/page-title.ts'
import classes from './OutsidePage.module.css'

interface OutsidePageProps {
  title: string
  /** One sentence under the title. */
  lead?: ReactNode
  wide?: boolean
  children: ReactNode
}

const languageNames = { ru: 'Русский', en: 'English' }

/** A page before anybody is signed in: one card in the middle. */
export function OutsidePage({ title, lead, wide = false, children }: OutsidePageProps) {
  const { i18n } = useLingui()
  usePageTitle(title)
  useTitleWithCounter(undefined)
  return (
    <main className={classes['page']}>
      <div className={classes['card']} data-wide={wide || undefined}>
        <div className={classes['brand']}>
          <Logo size={30} />
          {i18n.locale === 'en' ? 'Otklik' : 'Отклик'}
        </div>
        <h1 className={classes['title']}>{title}</h1>
        {lead !== undefined && <div className={classes['lead']}>{lead}</div>}
        {children}
      </div>
      <div className={classes['foot']}>
        {locales.map((locale) => (
          <button
            key={locale}
            type="button"
            lang={locale}
            aria-pressed={i18n.locale === locale}
            onClick={() => void chooseLocale(locale)}
          >
            {languageNames[locale]}
          </button>
        ))}
      </div>
    </main>
  )
}
