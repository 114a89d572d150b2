import type { Interest } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Progress, TextInput } from '@mantine/core'
import { isMac } from '@otklik/ui'
import { IconLink, IconPhotoPlus } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { filesOf, uploadFile } from './uploads.ts'
import { useFilePaste } from './use-file-paste.ts'
import { addProof } from './verbs.ts'
import classes from './ProofDrop.module.css'

interface ProofDropProps {
  interest: Interest
  onAdded?: () => void
}

/** Proof by any means (R029): a file, a drop, Ctrl+V of a screenshot, a link. */
export function ProofDrop({ interest, onAdded }: ProofDropProps) {
  const { t } = useLingui()
  const input = useRef<HTMLInputElement>(null)
  const [share, setShare] = useState<number>()
  const [over, setOver] = useState(false)
  const [problem, setProblem] = useState('')
  const add = async (files: readonly File[]) => {
    setProblem('')
    try {
      for (const file of files) {
        setShare(0)
        const { id } = await uploadFile(file, setShare)
        if (!(await addProof(interest, { fileId: id }))) return
      }
      if (files.length > 0) onAdded?.()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setShare(undefined)
    }
  }
  useFilePaste((files) => void add(files))
  const isTouch = window.matchMedia('(pointer: coarse)').matches
  const paste = isMac ? '⌘V' : 'Ctrl+V'
  return (
    <div className={classes['box']}>
      <button
        type="button"
        data-autofocus
        className={classes['zone']}
        data-over={over || undefined}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          void add(filesOf(event.dataTransfer))
        }}
      >
        <IconPhotoPlus size={24} />
        <span className={classes['zoneWords']}>
          <strong>
            <Trans>Скриншот ответа</Trans>
          </strong>
          <span>
            {isTouch ? (
              <Trans>Выберите снимок экрана из галереи</Trans>
            ) : (
              <Trans>Вставьте ({paste}), перетащите или выберите файл</Trans>
            )}
          </span>
        </span>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept="image/*,application/pdf"
        aria-label={t`Файл подтверждения`}
        onChange={(event) => {
          void add([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      {share !== undefined && <Progress value={share * 100} animated aria-label={t`Загрузка файла`} />}
      <div role="alert" className={classes['problem']}>
        {problem}
      </div>
      <LinkForm interest={interest} onAdded={onAdded} />
    </div>
  )
}

function LinkForm({ interest, onAdded }: { interest: Interest; onAdded: (() => void) | undefined }) {
  const { t } = useLingui()
  const [link, setLink] = useState('')
  const [problem, setProblem] = useState('')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const address = /^https?:\/\//i.test(link.trim()) ? link.trim() : `https://${link.trim()}`
    if (!URL.canParse(address) || !address.includes('.')) return setProblem(t`Это не похоже на ссылку`)
    if (!(await addProof(interest, { link: address }))) return
    setLink('')
    onAdded?.()
  }
  return (
    <form className={classes['link']} onSubmit={(event) => void submit(event)}>
      <TextInput
        flex={1}
        size="sm"
        aria-label={t`Ссылка на ответ или на скриншот`}
        placeholder={t`или ссылка на ответ, скриншот`}
        leftSection={<IconLink size={16} />}
        value={link}
        error={problem}
        onChange={(event) => {
          setProblem('')
          setLink(event.currentTarget.value)
        }}
      />
      <Button type="submit" variant="default" disabled={link.trim() === ''}>
        <Trans>Приложить</Trans>
      </Button>
    </form>
  )
}
