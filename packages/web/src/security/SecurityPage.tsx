import { useLingui } from '@lingui/react/macro'
import { SettingsPage, SettingsPart } from '../settings/SettingsPage.tsx'
import { NameForm } from './NameForm.tsx'
import { PasskeyList } from './PasskeyList.tsx'
import { PasswordChange } from './PasswordChange.tsx'
import { SecondFactor } from './SecondFactor.tsx'
import { SessionList } from './SessionList.tsx'

/** The person's own account: name, password, second factor, passkeys, devices. */
export function SecurityPage() {
  const { t } = useLingui()
  return (
    <SettingsPage title={t`Мой вход`} lead={t`Действует во всех ваших рабочих пространствах.`}>
      <SettingsPart title={t`Имя`}>
        <NameForm />
      </SettingsPart>
      <SettingsPart title={t`Пароль`}>
        <PasswordChange />
      </SettingsPart>
      <SettingsPart
        title={t`Второй шаг входа`}
        lead={t`После пароля спрашивается код из приложения на телефоне: Google Authenticator, Яндекс Ключ, Aegis и подобных.`}
      >
        <SecondFactor />
      </SettingsPart>
      <SettingsPart
        title={t`Ключи доступа`}
        lead={t`Вход отпечатком, лицом или пин-кодом устройства, без пароля и кода.`}
      >
        <PasskeyList />
      </SettingsPart>
      <SettingsPart title={t`Где выполнен вход`}>
        <SessionList />
      </SettingsPart>
    </SettingsPage>
  )
}
