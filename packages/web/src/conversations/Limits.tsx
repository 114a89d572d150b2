import type { ConversationDetail } from '@otklik/contract'
import { t } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import { useLocale, formatNumber } from '@otklik/ui'
import classes from './DialogComposer.module.css'

type ChannelLimits = ConversationDetail['limits']

interface Written {
  text: string
  files: readonly { name: string; size: number }[]
}

/** Said before the press, not after it: what the network does not take. */
export function tooMuch(limits: ChannelLimits, { text, files }: Written): string | undefined {
  if (!limits) return undefined
  if (limits.files === 0 && files.length > 0) return t`Этот канал не принимает файлы`
  if (files.length > limits.files) return t`Файлов больше, чем принимает канал: ${limits.files}`
  const longest = files.length > 0 ? (limits.caption ?? limits.text) : limits.text
  if (longest !== null && text.length > longest)
    return files.length > 0
      ? t`Подпись к файлам длиннее ${longest} знаков: сократите или отправьте файлы отдельно`
      : t`Сообщение длиннее ${longest} знаков, сократите его`
  const heavy = files.find(({ name, size }) => size > (sizeLimit(limits, name) ?? Infinity))
  if (!heavy) return undefined
  const megabytes = Math.floor((sizeLimit(limits, heavy.name) ?? 0) / 1024 / 1024)
  return t`Файл «${heavy.name}» больше ${megabytes} МБ, канал его не примет`
}

function sizeLimit(limits: NonNullable<ChannelLimits>, name: string): number | null {
  const isPicture = /\.(?:jpe?g|png|webp|gif)$/i.test(name)
  return isPicture ? (limits.imageSize ?? limits.fileSize) : limits.fileSize
}

/** The channel's limits while one writes; near the end the count of what is left. */
export function Limits({ limits, length, files }: { limits: ChannelLimits; length: number; files: number }) {
  const { locale } = useLocale()
  if (!limits) return null
  const longest = files > 0 ? (limits.caption ?? limits.text) : limits.text
  const near = longest !== null && length > longest * 0.8
  const megabytes = limits.fileSize === null ? null : formatNumber(Math.floor(limits.fileSize / 1024 / 1024), locale)
  const left = longest === null ? 0 : longest - length
  return (
    <span className={classes['limits']}>
      {near && <Plural value={left} one="остался # знак" few="осталось # знака" many="осталось # знаков" other="осталось # знака" />}
      {!near && files > 0 && megabytes !== null && <Trans>файл до {megabytes} МБ</Trans>}
    </span>
  )
}
