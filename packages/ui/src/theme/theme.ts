import { createTheme } from '@mantine/core'
import type { CSSVariablesResolver } from '@mantine/core'
import { brand, dark, darkScheme, light } from './tokens.ts'
import type { SchemeTokens } from './tokens.ts'

const fontFamily = "'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"

export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: 7,
  colors: { brand, dark },
  black: light.text,
  fontFamily,
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Consolas, monospace",
  headings: { fontFamily, fontWeight: '650' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'lg' } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true, multiline: true, maw: 320 } },
    Modal: {
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.45 } },
      // The ring around a first field needs room: the body cuts what stands out of it.
      styles: { title: { fontWeight: 650, fontSize: 16 }, body: { paddingTop: 4 } },
    },
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-start' } },
    Popover: { defaultProps: { shadow: 'md' } },
    Loader: { defaultProps: { type: 'dots' } },
  },
})

/** Everything a style sheet may use: `--ok-body`, `--ok-red-text`, `--ok-rail` and so on. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: schemeVariables(light),
  dark: schemeVariables(darkScheme),
})

function schemeVariables(scheme: SchemeTokens): Record<string, string> {
  const { tones, ...plain } = scheme
  const variables: Record<string, string> = {
    '--mantine-color-text': scheme.text,
    '--mantine-color-body': scheme.body,
    '--mantine-color-dimmed': scheme.dimmed,
    '--mantine-color-placeholder': scheme.placeholder,
    '--mantine-color-error': tones.red.text,
    '--mantine-color-anchor': tones.accent.text,
    '--mantine-color-default-border': scheme.border,
    '--mantine-color-brand-light': tones.accent.fill,
    '--mantine-color-brand-light-color': tones.accent.text,
  }
  for (const [name, value] of Object.entries(plain)) variables[`--ok-${kebab(name)}`] = value
  for (const [tone, colors] of Object.entries(tones)) {
    variables[`--ok-${tone}-text`] = colors.text
    variables[`--ok-${tone}-fill`] = colors.fill
    variables[`--ok-${tone}-edge`] = colors.edge
  }
  return variables
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
