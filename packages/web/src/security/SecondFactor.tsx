import { Button, Group } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { StatusDot } from '@otklik/ui'
import { useState } from 'react'
import { queryClient } from '../api/query-client.ts'
import { meQuery, useMe } from '../api/session.ts'
import { EnableSecondFactor } from './EnableSecondFactor.tsx'
import { BackupCodes } from './BackupCodes.tsx'
import { DisableSecondFactor } from './DisableSecondFactor.tsx'

type Step = 'enable' | 'disable' | 'codes'

/** On or off, and the way to change it. */
export function SecondFactor() {
  const { t } = useLingui()
  const { user } = useMe()
  const [step, setStep] = useState<Step>()
  const finish = () => {
    setStep(undefined)
    void queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
  }
  if (step === 'enable') return <EnableSecondFactor onDone={finish} onCancel={() => setStep(undefined)} />
  if (step === 'disable') return <DisableSecondFactor onDone={finish} onCancel={() => setStep(undefined)} />
  if (step === 'codes') return <BackupCodes onDone={() => setStep(undefined)} />
  return (
    <Group>
      <StatusDot tone={user.twoFactor ? 'green' : 'grey'}>
        {user.twoFactor ? t`включён` : t`выключен`}
      </StatusDot>
      {user.twoFactor ? (
        <>
          <Button variant="default" onClick={() => setStep('codes')}>
            <Trans>Новые запасные коды</Trans>
          </Button>
          <Button variant="default" onClick={() => setStep('disable')}>
            <Trans>Выключить</Trans>
          </Button>
        </>
      ) : (
        <Button onClick={() => setStep('enable')}>
          <Trans>Включить</Trans>
        </Button>
      )}
    </Group>
  )
}
