import {
  IconAlertTriangleFilled,
  IconBan,
  IconCheck,
  IconClock,
  IconExclamationCircle,
  IconPointFilled,
} from '@tabler/icons-react'
import type { StateSign } from './row-state.ts'

const icons = {
  new: IconPointFilled,
  waiting: IconClock,
  overdue: IconAlertTriangleFilled,
  failed: IconExclamationCircle,
  answered: IconCheck,
  closed: IconBan,
} satisfies Record<StateSign, unknown>

/** The state of a card as a shape: colour alone does not reach everybody. The words stand beside it. */
export function StateIcon({ sign }: { sign: StateSign }) {
  const Icon = icons[sign]
  return <Icon aria-hidden data-sign={sign} />
}
