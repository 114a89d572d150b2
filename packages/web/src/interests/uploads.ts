import { t } from '@lingui/core/macro'
import { currentWorkspaceId } from '../api/workspace-choice.ts'

export interface UploadedFile {
  id: string
  name: string
  mime: string
  size: number
  url: string
  thumbnailUrl: string | null
}

const LARGEST = 25 * 1024 * 1024

/** Sends the file as it is; throws an Error whose words can be shown beside the field. */
export async function uploadFile(file: File, onProgress?: (share: number) => void): Promise<UploadedFile> {
  const name = file.name === '' ? 'screenshot.png' : file.name
  if (file.size > LARGEST) throw new Error(t`Файл «${name}» больше 25 МБ. Уменьшите его или дайте ссылку.`)
  const workspaceId = currentWorkspaceId()
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/files')
    request.responseType = 'json'
    request.setRequestHeader('content-type', file.type === '' ? 'application/octet-stream' : file.type)
    request.setRequestHeader('otklik-file-name', encodeURIComponent(name))
    if (workspaceId !== null) request.setRequestHeader('otklik-workspace', workspaceId)
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total)
    })
    request.addEventListener('load', () => {
      if (request.status < 300 && isUploaded(request.response)) resolve(request.response)
      else reject(new Error(wordsOf(request.response) ?? t`Файл «${name}» не принят. Попробуйте ещё раз.`))
    })
    request.addEventListener('error', () =>
      reject(new Error(t`Нет связи: файл «${name}» не отправлен. Повторите.`)),
    )
    request.send(file)
  })
}

/** Files of a paste or a drop; a pasted picture has no name, so it gets one. */
export function filesOf(transfer: DataTransfer | null): File[] {
  return [...(transfer?.files ?? [])]
}

function isUploaded(value: unknown): value is UploadedFile {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
}

function wordsOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('message' in value)) return undefined
  return typeof value.message === 'string' ? value.message : undefined
}
