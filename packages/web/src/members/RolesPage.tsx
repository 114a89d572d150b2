import { useLingui } from '@lingui/react/macro'
import { isPermission, permissions, roleAllows, roles } from '@otklik/contract'
import { IconCheck, IconMinus } from '@tabler/icons-react'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { usePermissionWords, useRoleWords } from './role-words.ts'
import classes from './Members.module.css'
import settingsClasses from '../settings/Settings.module.css'

/** The one permission table (R256): the same data the server decides by. */
export function RolesPage() {
  const { t } = useLingui()
  const roleWords = useRoleWords()
  const permissionWords = usePermissionWords()
  return (
    <SettingsPage
      wide
      title={t`Роли и права`}
      lead={t`По этой таблице сервер разрешает и запрещает. Чего роль не может, того она и не видит.`}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keys */}
      <div className={settingsClasses['tableScroll']} tabIndex={0} role="region" aria-label={t`Таблица прав`}>
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t`Возможность`}</th>
              {roles.map((role) => (
                <th key={role} scope="col" title={roleWords(role).about}>
                  {roleWords(role).name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Object.keys(permissions)
              .filter(isPermission)
              .map((permission) => (
                <tr key={permission}>
                  <th scope="row">{permissionWords(permission)}</th>
                  {roles.map((role) => (
                    <td key={role}>
                      {roleAllows(role, permission) ? (
                        <IconCheck size={18} className={classes['yes']} role="img" aria-label={t`да`} />
                      ) : (
                        <IconMinus size={16} className={classes['no']} role="img" aria-label={t`нет`} />
                      )}
                    </td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </SettingsPage>
  )
}
