import type { ProofBrief } from '@otklik/contract'
import { useLingui } from '@lingui/react/macro'
import { Portal } from '@mantine/core'
import { IconFileText, IconLink, IconMailForward } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { safeUrl } from './safe-url.ts'
import classes from './Proof.module.css'

const ProofViewer = lazy(() =>
  import('./ProofViewer.tsx').then((loaded) => ({ default: loaded.ProofViewer })),
)
const PREVIEW = 420

interface ProofThumbProps {
  proof: ProofBrief
  /** How many more stand behind it. */
  others?: number
  tabIndex?: number
  size?: 'row' | 'card'
}

/** Proof of the answer in the row itself (R031): large on hover, over the whole window on a click. */
export function ProofThumb({ proof, others = 0, tabIndex = 0, size = 'row' }: ProofThumbProps) {
  const { t } = useLingui()
  const [anchor, setAnchor] = useState<DOMRect>()
  const [opened, setOpened] = useState(false)
  const picture = safeUrl(proof.thumbnailUrl)
  const label = t`Подтверждение: ${proof.title}`
  if (proof.kind === 'answer') {
    return (
      <span className={classes['icon']} title={label}>
        <IconMailForward size={16} role="img" aria-label={label} />
      </span>
    )
  }
  return (
    <>
      <button
        type="button"
        className={classes['thumb']}
        data-size={size}
        tabIndex={tabIndex}
        aria-label={label}
        onClick={() => setOpened(true)}
        onPointerEnter={(event) =>
          event.pointerType === 'mouse' && setAnchor(event.currentTarget.getBoundingClientRect())
        }
        onPointerLeave={() => setAnchor(undefined)}
      >
        {picture === undefined ? (
          <ProofIcon kind={proof.kind} />
        ) : (
          <img src={picture} alt="" loading="lazy" />
        )}
        {others > 0 && <span className={classes['others']}>+{others}</span>}
      </button>
      {anchor && picture !== undefined && (
        <Portal>
          <div className={classes['preview']} style={placeBeside(anchor)}>
            <img src={safeUrl(proof.kind === 'file' ? proof.url : picture) ?? picture} alt="" />
          </div>
        </Portal>
      )}
      <Suspense>{opened && <ProofViewer proof={proof} onClose={() => setOpened(false)} />}</Suspense>
    </>
  )
}

function ProofIcon({ kind }: { kind: ProofBrief['kind'] }) {
  return kind === 'link' ? <IconLink size={16} /> : <IconFileText size={16} />
}

/** Left of the thumbnail, inside the window. */
function placeBeside(anchor: DOMRect): { left: number; top: number } {
  const left = anchor.left > PREVIEW + 24 ? anchor.left - PREVIEW - 12 : anchor.right + 12
  const top = Math.max(12, Math.min(anchor.top - PREVIEW / 3, window.innerHeight - PREVIEW - 12))
  return { left, top }
}
