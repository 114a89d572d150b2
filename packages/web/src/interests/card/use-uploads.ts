import { useRef, useState } from 'react'
import { newId } from '../answer-verbs.ts'
import { uploadFile } from '../uploads.ts'

export interface Upload {
  key: string
  name: string
  size: number
  /** Set when the file is kept on the server. */
  id: string | undefined
  /** 0 to 1. */
  share: number
  problem: string | undefined
}

export interface Uploads {
  files: readonly Upload[]
  ids: string[]
  busy: boolean
  /** A file did not arrive. */
  failed: boolean
  add: (files: readonly File[]) => void
  /** Files the server already keeps: of a template. */
  adopt: (files: readonly Kept[]) => void
  remove: (key: string) => void
  clear: () => void
}

const MOST = 20

type Kept = { fileId: string; name: string; size: number }

/** Files on their way to the server while the text is still being written; `first` are there from the beginning. */
export function useUploads(first: readonly Kept[] = []): Uploads {
  const [files, setFiles] = useState<readonly Upload[]>(() => first.map(uploadOf))
  const gone = useRef(new Set<string>())
  const change = (key: string, part: Partial<Upload>) =>
    setFiles((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const upload = async (key: string, file: File) => {
    try {
      const kept = await uploadFile(file, (share) => change(key, { share }))
      if (!gone.current.has(key)) change(key, { id: kept.id, share: 1, name: kept.name })
    } catch (error) {
      change(key, { problem: error instanceof Error ? error.message : String(error) })
    }
  }
  return {
    files,
    ids: files.flatMap(({ id }) => id ?? []),
    busy: files.some(({ id, problem }) => id === undefined && problem === undefined),
    failed: files.some(({ problem }) => problem !== undefined),
    add: (added) => {
      for (const file of added.slice(0, MOST - files.length)) {
        const key = newId()
        setFiles((all) => [
          ...all,
          { key, name: file.name, size: file.size, id: undefined, share: 0, problem: undefined },
        ])
        void upload(key, file)
      }
    },
    adopt: (more) => setFiles((all) => [...all, ...more.map(uploadOf)]),
    remove: (key) => {
      gone.current.add(key)
      setFiles((all) => all.filter((one) => one.key !== key))
    },
    clear: () => setFiles([]),
  }
}

function uploadOf({ fileId, name, size }: Kept): Upload {
  return { key: newId(), name, size, id: fileId, share: 1, problem: undefined }
}
