/** Content-Transfer-Encoding to bytes. Broken input gives what can be read, never an error. */

export function decodeTransfer(raw: Buffer, encoding: string): Buffer {
  switch (encoding) {
    case 'base64':
      return decodeBase64(raw)
    case 'quoted-printable':
      return decodeQuotedPrintable(raw)
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
      return decodeUu(raw)
    default:
      return raw
  }
}

function decodeBase64(raw: Buffer): Buffer {
  const text = raw.toString('latin1')
  const padding = text.indexOf('=')
  if (padding < 0 || !/[A-Za-z0-9+/]/.test(text.slice(padding))) return Buffer.from(text, 'base64')
  // Pieces that were each padded and then joined: the decoder would stop at the first.
  return Buffer.concat(text.split(/=+/).map((piece) => Buffer.from(piece, 'base64')))
}

function decodeQuotedPrintable(raw: Buffer): Buffer {
  const out = Buffer.allocUnsafe(raw.length)
  let length = 0
  for (let index = 0; index < raw.length; index++) {
    const byte = raw[index] ?? 0
    if (byte !== 61) {
      out[length++] = byte
      continue
    }
    const high = hexOf(raw[index + 1])
    const low = hexOf(raw[index + 2])
    if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low
      index += 2
      continue
    }
    const after = softBreak(raw, index + 1)
    if (after < 0) out[length++] = byte
    else index = after - 1
  }
  return out.subarray(0, length)
}

/** The place after a soft line break that begins at `from`, or -1. */
function softBreak(raw: Buffer, from: number): number {
  let index = from
  while (raw[index] === 32 || raw[index] === 9) index++
  if (raw[index] === 13) index++
  if (raw[index] === 10) return index + 1
  return index >= raw.length ? raw.length : -1
}

function hexOf(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (byte >= 48 && byte <= 57) return byte - 48
  const letter = byte | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : -1
}

function decodeUu(raw: Buffer): Buffer {
  const lines = raw.toString('latin1').split(/\r?\n/)
  const begin = lines.findIndex((line) => /^begin [0-7]{3,4} /.test(line))
  const chunks: Buffer[] = []
  for (const line of lines.slice(begin + 1)) {
    if (line === 'end') break
    const length = ((line.charCodeAt(0) || 32) - 32) & 63
    if (length === 0) continue
    chunks.push(decodeUuLine(line.slice(1)).subarray(0, length))
  }
  return Buffer.concat(chunks)
}

function decodeUuLine(text: string): Buffer {
  const out = Buffer.alloc(Math.ceil(text.length / 4) * 3)
  for (let index = 0, place = 0; index < text.length; index += 4, place += 3) {
    const bits = [0, 1, 2, 3].reduce(
      (sum, step) => (sum << 6) | ((((text.charCodeAt(index + step) || 32) - 32) & 63) >>> 0),
      0,
    )
    out.writeUIntBE(bits & 0xffffff, place, 3)
  }
  return out
}
