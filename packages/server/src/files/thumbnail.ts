/** Small pictures for rows and cards, made anew from the pixels: nothing of the original file survives in them. */

const readable = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif', 'image/tiff'])
/** A picture that unfolds into more than this is a bomb, not a screenshot. */
const maxPixels = 60_000_000

/** Null for what is no picture, or a broken one. */
export async function makeThumbnail(content: Uint8Array, mime: string): Promise<Uint8Array | null> {
  if (!readable.has(mime)) return null
  // Loaded with the first picture: many installations never see one on a given day.
  const { default: sharp } = await import('sharp')
  try {
    return await sharp(content, { limitInputPixels: maxPixels, failOn: 'error' })
      .rotate()
      .resize({ width: 480, height: 480, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer()
  } catch {
    return null
  }
}
