import type { ConversationDetail } from '@otklik/contract'
import { useRef } from 'react'
import { api } from '../api/client.ts'

const PACE = 5_000

/** «печатает» at the person's end, where the network can show it. */
export function useTypingSignal({ id, acts }: ConversationDetail): () => void {
  const last = useRef(0)
  return () => {
    const now = Date.now()
    if (!acts.includes('typing') || now - last.current < PACE) return
    last.current = now
    // A courtesy of the network; nothing depends on it.
    void api.conversations.typing({ id }).catch(() => undefined)
  }
}
