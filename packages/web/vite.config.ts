import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { lingui } from '@lingui/vite-plugin'
import babel, { defineRolldownBabelPreset } from '@rolldown/plugin-babel'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { bareRoutes } from './scripts/bare-routes.ts'

/** Russian stays in the code as the source text, so a message without a catalogue entry still reads well; see `src/app/i18n.ts`. */
const linguiMacros = defineRolldownBabelPreset({
  preset: () => ({ plugins: [['@lingui/babel-plugin-lingui-macro', { stripMessageField: false }]] }),
  rolldown: { filter: { code: /@lingui\/(?:core|react)\/macro/ } },
})

/** What every first load needs changes rarely and is cached on its own; the rest follows the lazily loaded pages. */
const vendors: Record<string, RegExp> = {
  react: /node_modules\/(?:react|react-dom|scheduler)\//,
  tanstack: /node_modules\/@tanstack\/(?!react-virtual|virtual-core)/,
  calls: /node_modules\/@orpc\//,
}

/** Packed once here instead of on every request: the server sends `FILE.gz` to whoever takes it. */
const packFiles: Plugin = {
  name: 'pack-files',
  apply: 'build',
  writeBundle({ dir = '' }, bundle) {
    for (const name of Object.keys(bundle).filter((file) => /\.(js|css|html|svg)$/.test(file))) {
      writeFileSync(join(dir, `${name}.gz`), gzipSync(readFileSync(join(dir, name)), { level: 9 }))
    }
  },
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    bareRoutes(),
    babel({ presets: [linguiMacros] }),
    react(),
    lingui({ cwd: import.meta.dirname }),
    packFiles,
  ],
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/hooks': 'http://127.0.0.1:3000' } },
  build: {
    target: 'es2023',
    manifest: true,
    assetsInlineLimit: 2048,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: Object.entries(vendors).map(([name, test]) => ({ name, test })) },
      },
    },
  },
})
