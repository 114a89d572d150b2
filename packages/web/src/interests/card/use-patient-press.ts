import { useEffect, useEffectEvent, useState } from 'react'

interface Press {
  /** There is something to send. */
  written: boolean
  /** What it needs has arrived: the card in full, the files. */
  ready: boolean
  /** A part did not arrive: a person decides anew. */
  failed: boolean
  send: () => Promise<void>
}

/** A press that comes before the card or a file has arrived waits for it and is not lost. */
export function usePatientPress({
  written,
  ready,
  failed,
  send,
}: Press): [waiting: boolean, press: () => void] {
  const [waiting, setWaiting] = useState(false)
  const sendNow = useEffectEvent(() => void send().finally(() => setWaiting(false)))
  if (waiting && ready && failed) setWaiting(false)
  useEffect(() => {
    if (waiting && ready) sendNow()
  }, [waiting, ready])
  const press = () => {
    if (!written || waiting) return
    if (ready) void send()
    else setWaiting(true)
  }
  return [waiting, press]
}
