import { useLingui } from '@lingui/react/macro'

const browsers: readonly [RegExp, string][] = [
  [/YaBrowser\//, 'Яндекс Браузер'],
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

const systems: readonly [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** «Chrome, Windows» of a User-Agent header: enough to tell one's own devices apart. */
export function useDeviceName(): (userAgent: string | null) => string {
  const { t } = useLingui()
  return (userAgent) => {
    const found = [browsers, systems].flatMap(
      (list) => list.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1] ?? [],
    )
    return found.length === 0 ? t`Неизвестное устройство` : found.join(', ')
  }
}
