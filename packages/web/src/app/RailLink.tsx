import { useLingui } from '@lingui/react/macro'
import { Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Area } from './areas.tsx'
import classes from './Rail.module.css'

/** One area with its counter. */
export function RailLink({ area, folded }: { area: Area; folded: boolean }) {
  const { i18n } = useLingui()
  const words = i18n._(area.words)
  return (
    <Tooltip label={words} position="right" disabled={!folded}>
      <Link to={area.to} className={classes['link'] ?? ''} activeProps={{ 'data-active': true }}>
        <area.icon size={19} stroke={1.7} />
        <span className={classes['words']}>{words}</span>
        {area.Badge && <area.Badge className={classes['badge']} />}
      </Link>
    </Tooltip>
  )
}
