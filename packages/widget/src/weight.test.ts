import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { bundle, limitBytes } from '../bundle.ts'

it('weighs at most 30 KB packed with everything a page loads of it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-widget-'))
  try {
    const weight = await bundle(folder)
    expect(readdirSync(folder).toSorted()).toEqual(['app.css', 'app.js', 'page.css', 'widget.js'])
    expect(weight).toBeGreaterThan(2048)
    expect(weight).toBeLessThanOrEqual(limitBytes)
  } finally {
    rmSync(folder, { recursive: true })
  }
}, 60_000)
