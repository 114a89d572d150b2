import { createContext, use } from 'react'

export interface LocaleSettings {
  locale: string
  /** IANA name of the workspace's zone. Undefined: the zone of the machine. */
  timeZone: string | undefined
}

export const LocaleContext = createContext<LocaleSettings>({ locale: 'ru', timeZone: undefined })

/** Locale and zone in which the workspace reads its dates. */
export function useLocale(): LocaleSettings {
  return use(LocaleContext)
}
