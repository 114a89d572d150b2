import './mantine.css'
import './base.css'
import { MantineProvider } from '@mantine/core'
import type { MantineColorScheme } from '@mantine/core'
import type { ReactNode } from 'react'
import { LocaleContext } from '../format/locale-context.ts'
import type { LocaleSettings } from '../format/locale-context.ts'
import { ToastHost } from '../toasts/ToastHost.tsx'
import { cssVariables, theme } from './theme.ts'

interface UiProviderProps extends LocaleSettings {
  defaultColorScheme?: MantineColorScheme
  children: ReactNode
}

/** Theme, locale of dates and money, and the place where toasts appear. */
export function UiProvider({ locale, timeZone, defaultColorScheme = 'auto', children }: UiProviderProps) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme={defaultColorScheme}
    >
      <LocaleContext value={{ locale, timeZone }}>
        {children}
        <ToastHost />
      </LocaleContext>
    </MantineProvider>
  )
}
