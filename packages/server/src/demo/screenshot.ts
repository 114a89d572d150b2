/** Pictures that stand for screenshots of answers: two bubbles in the colours of the network. */
import sharp from 'sharp'

export interface Shot {
  network: string
  author: string
  text: string
  answer: string
}

const tints: Record<string, string> = {
  vk: '#2787f5',
  ok: '#ee8208',
  facebook: '#1877f2',
  instagram: '#c13584',
  youtube: '#cc0000',
  yandex_maps: '#fc3f1d',
  '2gis': '#19aa1e',
  avito: '#00aaff',
}
const size = { width: 640, height: 360 }

export async function drawScreenshot(shot: Shot): Promise<Uint8Array> {
  const tint = tints[shot.network] ?? '#556070'
  const asked = wrap(shot.text, 46, 4)
  const told = wrap(shot.answer, 46, 4)
  const second = 84 + asked.length * 22 + 56
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" font-family="DejaVu Sans, Arial, sans-serif">
<rect width="100%" height="100%" fill="#f4f5f7"/><rect width="100%" height="44" fill="${tint}"/><text x="20" y="28" font-size="16" fill="#fff">${safe(shot.network)}</text>
${bubble({ x: 20, y: 60, lines: asked, fill: '#fff', name: shot.author })}${bubble({ x: 110, y: second, lines: told, fill: '#dff0e2', name: 'Кофейня «Полдень»' })}</svg>`
  return new Uint8Array(await sharp(Buffer.from(svg)).png({ palette: true, compressionLevel: 6 }).toBuffer())
}

function bubble({
  x,
  y,
  lines,
  fill,
  name,
}: {
  x: number
  y: number
  lines: string[]
  fill: string
  name: string
}): string {
  const rows = lines
    .map(
      (line, index) =>
        `<text x="${x + 16}" y="${y + 52 + index * 22}" font-size="15" fill="#222">${safe(line)}</text>`,
    )
    .join('')
  return `<rect x="${x}" y="${y}" width="500" height="${44 + lines.length * 22}" rx="12" fill="${fill}"/><text x="${x + 16}" y="${y + 26}" font-size="13" font-weight="bold" fill="#667">${safe(name)}</text>${rows}`
}

function wrap(text: string, width: number, most: number): string[] {
  const lines: string[] = ['']
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1) ?? ''
    if (last.length + word.length > width) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines.slice(0, most)
}

function safe(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
