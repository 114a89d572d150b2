import { useEffect, useRef } from 'react'
import { filesOf } from './uploads.ts'

const takers: ((files: File[]) => void)[] = []

/** Files pasted anywhere on the page go to the place that appeared last: a dialog before the card beneath it. */
export function useFilePaste(onFiles: (files: File[]) => void, enabled = true): void {
  const latest = useRef(onFiles)
  useEffect(() => {
    latest.current = onFiles
  })
  useEffect(() => {
    if (!enabled) return undefined
    const taker = (files: File[]) => latest.current(files)
    takers.push(taker)
    if (takers.length === 1) document.addEventListener('paste', giveFiles)
    return () => {
      takers.splice(takers.indexOf(taker), 1)
      if (takers.length === 0) document.removeEventListener('paste', giveFiles)
    }
  }, [enabled])
}

function giveFiles(event: ClipboardEvent): void {
  const files = filesOf(event.clipboardData)
  if (files.length === 0) return
  event.preventDefault()
  takers.at(-1)?.(files)
}
