import type { LinguiConfig } from '@lingui/conf'

const config: LinguiConfig = {
  locales: ['ru', 'en'],
  sourceLocale: 'ru',
  catalogs: [
    {
      // The check extracts into a folder of its own, so that it never touches the sources.
      path: `${process.env['LINGUI_LOCALES'] ?? '<rootDir>/src/locales'}/{locale}/messages`,
      include: ['<rootDir>/src', '<rootDir>/../ui/src'],
      exclude: ['**/*.test.*'],
    },
  ],
  format: 'po',
  formatOptions: { lineNumbers: false },
  orderBy: 'message',
}

export default config
