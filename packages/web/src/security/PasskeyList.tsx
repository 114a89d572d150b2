import { Button, Stack, Text } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { DateTime, SkeletonRows } from '@otklik/ui'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { queryClient } from '../api/query-client.ts'
import { FormError } from '../sign-in/FormError.tsx'
import { addPasskey, listPasskeys, passkeysPossible, removePasskey } from '../sign-in/passkeys.ts'
import { useDeviceName } from './device-name.ts'
import classes from '../settings/Settings.module.css'

const refresh = () => queryClient.invalidateQueries({ queryKey: ['passkeys'] })

export function PasskeyList() {
  const { t } = useLingui()
  const deviceName = useDeviceName()
  const { data } = useQuery({ queryKey: ['passkeys'], queryFn: listPasskeys })
  const add = useMutation({
    mutationFn: () => addPasskey(deviceName(navigator.userAgent)),
    onSuccess: refresh,
    meta: { quiet: true },
  })
  const remove = useMutation({ mutationFn: removePasskey, onSuccess: refresh, meta: { quiet: true } })
  return (
    <Stack gap="md" align="flex-start">
      {!data && <SkeletonRows count={1} height={48} />}
      {data && data.length > 0 && (
        <ul className={classes['rows']} style={{ width: '100%' }}>
          {data.map((passkey) => {
            const name = passkey.name ?? t`Ключ доступа`
            return (
              <li key={passkey.id} className={classes['row']}>
                <IconFingerprint size={22} stroke={1.6} />
                <div className={classes['rowWords']}>
                  <strong>{name}</strong>
                  {passkey.createdAt && (
                    <small>
                      <Trans>
                        добавлен <DateTime value={passkey.createdAt} />
                      </Trans>
                    </small>
                  )}
                </div>
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t`Убрать: ${name}`}
                  onClick={() => remove.mutate(passkey.id)}
                >
                  <Trans>Убрать</Trans>
                </Button>
              </li>
            )
          })}
        </ul>
      )}
      <FormError error={add.error ?? remove.error} />
      {passkeysPossible() ? (
        <Button variant="default" loading={add.isPending} onClick={() => add.mutate()}>
          <Trans>Добавить ключ этого устройства</Trans>
        </Button>
      ) : (
        <Text c="dimmed" size="sm">
          <Trans>
            Браузеры дают ключи только адресам с именем и защищённым соединением. Откройте Отклик по https
            или, на этом же компьютере, как http://localhost.
          </Trans>
        </Text>
      )}
    </Stack>
  )
}
