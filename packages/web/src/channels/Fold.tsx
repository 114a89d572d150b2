import { Collapse, Stack, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import classes from './Channels.module.css'

/** Folded until asked for, or until something in it must be seen. */
export function Fold({
  label,
  open = false,
  children,
}: {
  label: ReactNode
  open?: boolean
  children: ReactNode
}) {
  const [chosen, setChosen] = useState(false)
  const shown = open || chosen
  return (
    <div>
      <UnstyledButton className={classes['fold']} aria-expanded={shown} onClick={() => setChosen(!chosen)}>
        <IconChevronDown size={16} data-open={shown || undefined} />
        {label}
      </UnstyledButton>
      <Collapse expanded={shown}>
        <Stack gap="md" pt="sm">
          {children}
        </Stack>
      </Collapse>
    </div>
  )
}
