/** One line on a terminal that rewrites itself; nothing where nobody looks. */

export interface Progress {
  /** `done` of `total`, in the same measure; `words` stand beside the bar. */
  show(done: number, total: number, words: string): void
  /** Wipes the line. */
  end(): void
}

const width = 24
const everyMs = 100

export function createProgress(stream: NodeJS.WriteStream, isOn: boolean): Progress {
  if (!isOn || !stream.isTTY) return { show: () => undefined, end: () => undefined }
  const began = Date.now()
  let last = 0
  return {
    show(done, total, words) {
      const now = Date.now()
      if (now - last < everyMs) return
      last = now
      const share = total > 0 ? Math.min(1, done / total) : 0
      const filled = Math.round(share * width)
      const bar = `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`
      const line = `${bar} ${Math.floor(share * 100)} %  ${words}  ${timeLeft(now - began, share)}`
      stream.write(`\r\u001B[2K${line.slice(0, Math.max(20, stream.columns - 1))}`)
    },
    end() {
      stream.write('\r\u001B[2K')
    },
  }
}

function timeLeft(spentMs: number, share: number): string {
  if (share < 0.01 || spentMs < 1000) return ''
  const seconds = Math.round(((spentMs / share) * (1 - share)) / 1000)
  const minutes = Math.floor(seconds / 60)
  return `~${minutes > 0 ? `${minutes} min ` : ''}${seconds % 60} s left`
}
