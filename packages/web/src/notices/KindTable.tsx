import { noticeKinds, type NoticeSettings } from '@otklik/contract'
import { kindDetail, kindWords } from './notice-words.ts'
import { WayHeads, WaysControls } from './WaysControls.tsx'
import classes from './NoticeSettings.module.css'

interface KindTableProps {
  settings: NoticeSettings
  onChange: (kinds: NoticeSettings['kinds']) => void
}

/** One line for each kind of notice; kinds a role never hears of are not shown. */
export function KindTable({ settings, onChange }: KindTableProps) {
  return (
    <div className={classes['table']}>
      <WayHeads />
      {noticeKinds.map((kind) => {
        const ways = settings.kinds[kind]
        if (!ways) return null
        return (
          <div key={kind} className={classes['line']} role="group" aria-label={kindWords(kind)}>
            <div>
              <div className={classes['kind']}>{kindWords(kind)}</div>
              <div className={classes['detail']}>{kindDetail(kind)}</div>
            </div>
            <WaysControls
              name={kindWords(kind)}
              ways={ways}
              onChange={(next) => onChange({ [kind]: next })}
            />
          </div>
        )
      })}
    </div>
  )
}
