/** Draws the PNG icons from the mark: `npm run icons -w packages/web`. The results are committed. */
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'

const publicFolder = join(import.meta.dirname, '../public')
const rail = '#14211d'

interface IconSpec {
  file: string
  size: number
  /** Share of the side the mark takes. A maskable icon keeps it inside the middle 80 %. */
  share: number
  background: string
}

const icons: readonly IconSpec[] = [
  { file: 'icon-192.png', size: 192, share: 0.68, background: rail },
  { file: 'icon-512.png', size: 512, share: 0.68, background: rail },
  { file: 'maskable-512.png', size: 512, share: 0.52, background: rail },
  { file: 'badge-96.png', size: 96, share: 0.9, background: '#00000000' },
]

await mkdir(join(publicFolder, 'icons'), { recursive: true })
const mark = await readFile(join(publicFolder, 'favicon.svg'))
for (const icon of icons) await drawIcon(icon)

async function drawIcon({ file, size, share, background }: IconSpec): Promise<void> {
  const side = Math.round(size * share)
  const drawn = await sharp(mark, { density: 1200 }).resize(side, side).png().toBuffer()
  await sharp({ create: { width: size, height: size, channels: 4, background } })
    .composite([{ input: drawn, gravity: 'centre' }])
    .png({ compressionLevel: 9 })
    .toFile(join(publicFolder, 'icons', file))
}
