import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useSettingsSections } from './sections.ts'
import classes from './Settings.module.css'

/** Sections by group. */
export function SettingsNav() {
  const { t, i18n } = useLingui()
  const groups = Map.groupBy(useSettingsSections(), (section) => i18n._(section.group))
  return (
    <nav aria-label={t`Разделы настроек`}>
      {[...groups].map(([group, sections]) => (
        <div key={group} className={classes['group']}>
          <h2 className={classes['groupTitle']}>{group}</h2>
          {sections.map((section) => (
            <Link
              key={section.to}
              to={section.to}
              className={classes['link'] ?? ''}
              title={i18n._(section.detail)}
              activeProps={{ 'data-active': true }}
            >
              <section.icon size={18} stroke={1.7} />
              <span>
                {i18n._(section.words)}
                <small>{i18n._(section.detail)}</small>
              </span>
            </Link>
          ))}
        </div>
      ))}
    </nav>
  )
}
