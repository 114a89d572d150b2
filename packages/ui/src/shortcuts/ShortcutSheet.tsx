import { Modal, Text } from '@mantine/core'
import { Trans } from '@lingui/react/macro'
import { KeyCombination } from '../primitives/Kbd.tsx'
import { useActiveShortcuts } from './use-shortcuts.ts'
import classes from './ShortcutSheet.module.css'

interface ShortcutSheetProps {
  opened: boolean
  onClose: () => void
}

/** The sheet on `?`: every key that works on this screen, by group. */
export function ShortcutSheet({ opened, onClose }: ShortcutSheetProps) {
  const groups = Map.groupBy(useActiveShortcuts(), (shortcut) => shortcut.group)
  return (
    <Modal opened={opened} onClose={onClose} size="lg" title={<Trans>Клавиши</Trans>}>
      <Text size="sm" c="dimmed" mb="md">
        <Trans>Работают на любой раскладке: важна сама клавиша, а не буква.</Trans>
      </Text>
      <div className={classes['groups']}>
        {[...groups].map(([group, shortcuts]) => (
          <section key={group}>
            <h3 className={classes['title']}>{group}</h3>
            <dl className={classes['list']}>
              {shortcuts.map((shortcut) => (
                <div key={shortcut.keys} className={classes['row']}>
                  <dt>{shortcut.words}</dt>
                  <dd>
                    <KeyCombination keys={shortcut.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
