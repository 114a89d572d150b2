/** Builds the widget, and fails when it weighs more than promised. */
import { join } from 'node:path'
import { bundle, limitBytes } from './bundle.ts'

const weight = await bundle(join(import.meta.dirname, 'dist'))
process.stdout.write(
  `the widget weighs ${(weight / 1024).toFixed(1)} KB packed, limit ${limitBytes / 1024} KB\n`,
)
if (weight > limitBytes) process.exit(1)
