import type { ActionType } from '@otklik/contract'
import {
  IconAt,
  IconBellPlus,
  IconClick,
  IconForms,
  IconHeart,
  IconHelpCircle,
  IconMail,
  IconMessage,
  IconMessages,
  IconPhoneIncoming,
  IconPhoneOutgoing,
  IconPhoneX,
  IconRepeat,
  IconSend,
  IconShoppingCart,
  IconSparkles,
  IconStar,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'

const icons: Record<string, Icon> = {
  like: IconHeart,
  repost: IconRepeat,
  comment: IconMessage,
  review: IconStar,
  enquiry: IconSend,
  question: IconHelpCircle,
  mention: IconAt,
  subscription: IconBellPlus,
  click_through: IconClick,
  form_submission: IconForms,
  email: IconMail,
  chat_message: IconMessages,
  call: IconPhoneIncoming,
  missed_call: IconPhoneX,
  outgoing_call: IconPhoneOutgoing,
  order: IconShoppingCart,
}

/** What the person did, as a sign beside its words; a word of an API caller has the common sign. */
export function ActionIcon({ action, size = 15 }: { action: ActionType; size?: number }) {
  const Sign = icons[action] ?? IconSparkles
  return <Sign size={size} stroke={1.7} aria-hidden data-action={action} />
}
