import type { ProofBrief } from '@otklik/contract'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Modal, Text } from '@mantine/core'
import { DateTime } from '@otklik/ui'
import { IconExternalLink } from '@tabler/icons-react'
import { actorWords } from '../words/actors.ts'
import { safeUrl } from './safe-url.ts'
import classes from './Proof.module.css'

/** The proof over the whole window: the picture, whose it is and since when. */
export function ProofViewer({ proof, onClose }: { proof: ProofBrief; onClose: () => void }) {
  const url = safeUrl(proof.url)
  const picture = safeUrl(
    proof.kind === 'file' && proof.thumbnailUrl !== null ? proof.url : proof.thumbnailUrl,
  )
  return (
    <Modal opened onClose={onClose} size="auto" title={proof.title}>
      {picture !== undefined && <img className={classes['large']} src={picture} alt={proof.title} />}
      <Group justify="space-between" mt="sm">
        <Text size="sm" c="dimmed">
          {actorWords(proof.by)} · <DateTime value={proof.at} />
        </Text>
        {url !== undefined && (
          <Button
            component="a"
            href={url}
            target="_blank"
            rel="noopener noreferrer"
            variant="default"
            leftSection={<IconExternalLink size={16} />}
          >
            <Trans>Открыть отдельно</Trans>
          </Button>
        )}
      </Group>
    </Modal>
  )
}
