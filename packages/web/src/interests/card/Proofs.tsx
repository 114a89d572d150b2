import type { InterestDetail } from '@otklik/contract'
import { useLingui } from '@lingui/react/macro'
import { ActionIcon } from '@mantine/core'
import { DateTime } from '@otklik/ui'
import { IconX } from '@tabler/icons-react'
import { usePermission } from '../../api/session.ts'
import { actorWords } from '../../words/actors.ts'
import { ProofThumb } from '../ProofThumb.tsx'
import { removeProof } from '../verbs.ts'
import classes from './Card.module.css'

/** Evidence of the answer with its date and whose it is. */
export function Proofs({ card }: { card: InterestDetail }) {
  const { t } = useLingui()
  const mayWork = usePermission('interests.work')
  const proofs = card.proofs.filter((proof) => proof.kind !== 'answer')
  if (proofs.length === 0) return null
  return (
    <section className={classes['section']} aria-label={t`Подтверждения`}>
      <h3>{t`Подтверждение ответа`}</h3>
      {proofs.map((proof) => (
        <div key={proof.id} className={classes['proof']}>
          <ProofThumb proof={proof} size="card" />
          <div className={classes['entryWords']}>
            <div>{proof.title}</div>
            <div className={classes['dim']}>
              {actorWords(proof.by)} · <DateTime value={proof.at} />
            </div>
          </div>
          {mayWork && (
            <ActionIcon
              aria-label={t`Убрать подтверждение «${proof.title}»`}
              onClick={() => void removeProof(card, proof.id)}
            >
              <IconX size={16} />
            </ActionIcon>
          )}
        </div>
      ))}
    </section>
  )
}
