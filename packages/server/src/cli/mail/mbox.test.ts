import { describe, expect, it } from 'vitest'
import { isEnvelopeLine, splitMbox, type MboxLetter } from './mbox.ts'

async function split(text: string, piece = 7): Promise<MboxLetter[]> {
  const bytes = Buffer.from(text)
  async function* chunks(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
  }
  const letters: MboxLetter[] = []
  for await (const letter of splitMbox(chunks())) letters.push(letter)
  return letters
}

const envelope = 'From olga@pochta.example Fri Nov 20 10:00:00 2026\n'

describe('an mbox', () => {
  it('is parted at envelope lines only', async () => {
    const text = `${envelope}Subject: one\n\nFrom Kazan with love\n\nFrom me at 10:00 in 2026, no header follows\n\n${envelope}Subject: two\n\nbody\n`
    const letters = await split(text)
    expect(letters.map(({ raw }) => raw.toString())).toEqual([
      'Subject: one\n\nFrom Kazan with love\n\nFrom me at 10:00 in 2026, no header follows\n',
      'Subject: two\n\nbody\n',
    ])
  })

  it('reads the same whatever the pieces of the stream are', async () => {
    const text = Array.from(
      { length: 5 },
      (_, index) => `${envelope}Subject: ${index}\n\n${'слово '.repeat(50)}\n\n`,
    ).join('')
    const whole = await split(text, 1_000_000)
    expect(whole).toHaveLength(5)
    for (const piece of [1, 3, 64, 500]) expect(await split(text, piece)).toEqual(whole)
  })

  it('gives back one mark of escaped lines', async () => {
    const [letter] = await split(`${envelope}Subject: x\n\n>From here\n>>From there\n> From stays\n`)
    expect(letter?.raw.toString()).toBe('Subject: x\n\nFrom here\n>From there\n> From stays\n')
  })

  it('is read with Windows line ends, Thunderbird marks and very long lines', async () => {
    const letters = await split(
      `From - Fri Nov 20 10:00:00 2026\r\nSubject: a\r\n\r\n${'x'.repeat(300_000)}\r\n\r\nFrom -\r\nSubject: b\r\n\r\ny\r\n`,
      4096,
    )
    expect(letters.map(({ raw }) => raw.length)).toEqual([14 + 300_000 + 2, 'Subject: b\r\n\r\ny\r\n'.length])
  })

  it.each([
    ['From a@b.example Fri Nov 20 10:00:00 2026', true],
    ['From 1790@xxx Mon Jan 01 00:00:00 +0000 2024', true],
    ['From MAILER-DAEMON', true],
    ['From Moscow with love', false],
    ['from a@b.example', false],
  ])('«%s» begins a letter: %s', (line, expected) => {
    expect(isEnvelopeLine(line)).toBe(expected)
  })
})
