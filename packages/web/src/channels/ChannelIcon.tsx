import { NetworkIcon } from '@otklik/ui'
import { IconApi, IconFlask, IconPlug, IconRss, IconWorldWww } from '@tabler/icons-react'

const icons: Record<string, typeof IconPlug> = {
  api: IconApi,
  feed: IconRss,
  sandbox: IconFlask,
  site: IconWorldWww,
}

/** Networks have drawings of ours, programs a sign, and what nobody knows yet a plug. */
export function ChannelIcon({
  icon,
  sourceType,
  size = 26,
}: {
  icon: string
  sourceType: string
  size?: number
}) {
  const Sign = icons[icon]
  if (Sign) return <Sign size={size} stroke={1.6} aria-hidden />
  if (sourceType === 'other') return <IconPlug size={size} stroke={1.6} aria-hidden />
  return <NetworkIcon network={sourceType} size={size} />
}
