import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { useLocale } from '@otklik/ui'
import { IconDownload, IconFileSpreadsheet, IconFileTypeCsv, IconPrinter } from '@tabler/icons-react'
import { usePermission } from '../api/session.ts'
import { currentWorkspaceId } from '../api/workspace-choice.ts'
import { useReport } from './report-state.ts'

/** All rows of the report as a file, and the page itself on paper. */
export function ExportMenu() {
  const { t } = useLingui()
  const mayExport = usePermission('interests.export')
  const { report } = useReport()
  const print = () => window.print()
  return (
    <>
      <Tooltip label={t`Напечатать одной страницей`}>
        <ActionIcon aria-label={t`Напечатать`} onClick={print}>
          <IconPrinter size={19} />
        </ActionIcon>
      </Tooltip>
      {mayExport && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Tooltip label={t`Выгрузить все строки`}>
              <ActionIcon aria-label={t`Выгрузить`}>
                <IconDownload size={19} />
              </ActionIcon>
            </Tooltip>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>
              <Plural
                value={report.totals.interests}
                one="# строка"
                few="# строки"
                many="# строк"
                other="# строки"
              />
            </Menu.Label>
            <Download format="xlsx" />
            <Download format="csv" />
            <Menu.Label>
              <Trans>Выгрузка попадёт в журнал</Trans>
            </Menu.Label>
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  )
}

function Download({ format }: { format: 'csv' | 'xlsx' }) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { filter } = useReport()
  const query = new URLSearchParams({ lang: locale.startsWith('ru') ? 'ru' : 'en' })
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value))
  const workspace = currentWorkspaceId()
  if (workspace !== null) query.set('workspace', workspace)
  const Icon = format === 'csv' ? IconFileTypeCsv : IconFileSpreadsheet
  return (
    <Menu.Item
      component="a"
      href={`/api/v1/reports/rows.${format}?${query.toString()}`}
      download
      leftSection={<Icon size={17} />}
    >
      {format === 'csv' ? t`Таблица CSV` : t`Книга Excel (XLSX)`}
    </Menu.Item>
  )
}
