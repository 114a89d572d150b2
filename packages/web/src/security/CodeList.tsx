import { Button, CopyButton, Group, SimpleGrid } from '@mantine/core'
import { useLingui } from '@lingui/react/macro'

/** Backup codes to copy or to save as a file. */
export function CodeList({ codes }: { codes: readonly string[] }) {
  const { t } = useLingui()
  const text = codes.join('\n')
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`
  return (
    <div>
      <SimpleGrid cols={{ base: 2, sm: 5 }} spacing={6} mb="sm" maw={620}>
        {codes.map((code) => (
          <code key={code}>{code}</code>
        ))}
      </SimpleGrid>
      <Group gap="xs">
        <CopyButton value={text} timeout={3000}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? t`Скопировано` : t`Скопировать`}
            </Button>
          )}
        </CopyButton>
        <Button size="xs" variant="default" component="a" href={file} download="otklik-backup-codes.txt">
          {t`Сохранить файлом`}
        </Button>
      </Group>
    </div>
  )
}
