import { t } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import { formatNumber, useLocale } from '@otklik/ui'
import { longestText } from './limits.ts'
import type { ChannelLimits, LimitProblem } from './limits.ts'
import classes from './DialogComposer.module.css'

export function limitWords(problem: LimitProblem | undefined): string | undefined {
  switch (problem?.kind) {
    case undefined:
      return undefined
    case 'no_files':
      return t`Этот канал не принимает файлы`
    case 'too_many':
      return t`Файлов больше, чем принимает канал: ${problem.most}`
    case 'long_caption':
      return t`Подпись к файлам длиннее ${problem.longest} знаков: сократите или отправьте файлы отдельно`
    case 'long_text':
      return t`Сообщение длиннее ${problem.longest} знаков, сократите его`
    case 'heavy':
      return t`Файл «${problem.name}» больше ${problem.megabytes} МБ, канал его не примет`
  }
}

/** The channel's limits while one writes; near the end the count of what is left. */
export function Limits({ limits, length, files }: { limits: ChannelLimits; length: number; files: number }) {
  const { locale } = useLocale()
  if (!limits) return null
  const longest = longestText(limits, files)
  const near = longest !== null && length > longest * 0.8
  const megabytes =
    limits.fileSize === null ? null : formatNumber(Math.floor(limits.fileSize / 1024 / 1024), locale)
  const left = longest === null ? 0 : longest - length
  return (
    <span className={classes['limits']}>
      {near && (
        <Plural
          value={left}
          one="остался # знак"
          few="осталось # знака"
          many="осталось # знаков"
          other="осталось # знака"
        />
      )}
      {!near && files > 0 && megabytes !== null && <Trans>файл до {megabytes} МБ</Trans>}
    </span>
  )
}
