import type { ConversationDetail } from '@otklik/contract'

export type ChannelLimits = ConversationDetail['limits']

export interface Written {
  text: string
  files: readonly { name: string; size: number }[]
}

export type LimitProblem =
  | { kind: 'no_files' }
  | { kind: 'too_many'; most: number }
  | { kind: 'long_text' | 'long_caption'; longest: number }
  | { kind: 'heavy'; name: string; megabytes: number }

/** What the network would refuse, known before the press. */
export function limitProblem(limits: ChannelLimits, { text, files }: Written): LimitProblem | undefined {
  if (!limits) return undefined
  if (limits.files === 0 && files.length > 0) return { kind: 'no_files' }
  if (files.length > limits.files) return { kind: 'too_many', most: limits.files }
  const longest = longestText(limits, files.length)
  if (longest !== null && text.length > longest)
    return { kind: files.length > 0 ? 'long_caption' : 'long_text', longest }
  for (const { name, size } of files) {
    const most = sizeLimit(limits, name)
    if (most !== null && size > most)
      return { kind: 'heavy', name, megabytes: Math.floor(most / 1024 / 1024) }
  }
  return undefined
}

/** A text that goes with files may be shorter. */
export function longestText(limits: NonNullable<ChannelLimits>, files: number): number | null {
  return files > 0 ? (limits.caption ?? limits.text) : limits.text
}

function sizeLimit(limits: NonNullable<ChannelLimits>, name: string): number | null {
  const isPicture = /\.(?:jpe?g|png|webp|gif)$/i.test(name)
  return isPicture ? (limits.imageSize ?? limits.fileSize) : limits.fileSize
}
