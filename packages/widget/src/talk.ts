/** The stream of the talk: comes back by itself from the last number it saw, and asks every five seconds where streams do not get through. */
import type { Session } from './session.ts'

export interface Message {
  seq: number
  clientId: string
  author: 'visitor' | 'bot' | 'operator'
  authorName: string
  text: string
  files: { id: string; name: string; size: number }[]
  at: string
}

const retryMs = 3000
const askMs = 5000

export function follow(session: Session, show: (message: Message) => void): void {
  let seen = 0
  const tell = (message: Message) => {
    if (message.seq <= seen) return
    seen = message.seq
    show(message)
  }
  void (async () => {
    for (let failures = 0; ;) {
      try {
        if (failures < 3) await stream(session, seen, tell)
        else await ask(session, seen, tell)
        failures = failures < 3 ? 0 : failures
      } catch {
        // Cut off: asked again from the same place.
        failures++
      }
      await new Promise((resolve) => setTimeout(resolve, failures < 3 ? retryMs : askMs))
    }
  })()
}

async function stream(session: Session, seen: number, tell: (message: Message) => void): Promise<void> {
  const headers = { ...session.headers(), 'last-event-id': String(seen) }
  const answer = await fetch('/in/widget/stream', { headers })
  if (!answer.ok || !answer.body) throw new Error(`answered ${answer.status}`)
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const parts = (rest + value).split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const line = part.split('\n').find((one) => one.startsWith('data: '))
      if (line) tell(JSON.parse(line.slice(6)))
    }
  }
}

async function ask(session: Session, seen: number, tell: (message: Message) => void): Promise<void> {
  const answer = await fetch(`/in/widget/messages?after=${seen}`, { headers: session.headers() })
  if (!answer.ok) throw new Error(`answered ${answer.status}`)
  const { items } = (await answer.json()) as { items: Message[] }
  for (const message of items) tell(message)
}
