import './mantine.css'
import './base.css'
import { useLingui } from '@lingui/react/macro'
import { MantineProvider, mergeThemeOverrides } from '@mantine/core'
import type { MantineColorScheme, MantineThemeOverride } from '@mantine/core'
import { useMemo } from 'react'
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
  const { t } = useLingui()
  const close = t`Закрыть`
  const named = useMemo(() => mergeThemeOverrides(theme, closeButtons(close)), [close])
  return (
    <MantineProvider
      theme={named}
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

/** Crosses in the corner of dialogs carry a name, in the language of the person. */
function closeButtons(words: string): MantineThemeOverride {
  const closeButtonProps = { 'aria-label': words }
  return {
    components: {
      Modal: { defaultProps: { ...theme.components?.['Modal']?.defaultProps, closeButtonProps } },
      Drawer: { defaultProps: { closeButtonProps } },
    },
  }
}
