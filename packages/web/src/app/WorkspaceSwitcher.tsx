import { useLingui } from '@lingui/react/macro'
import { Menu } from '@mantine/core'
import { IconBuildingStore, IconCheck, IconSelector } from '@tabler/icons-react'
import { useMe } from '../api/session.ts'
import { switchWorkspace } from '../api/workspace-choice.ts'
import classes from './Rail.module.css'

/** The workspace one is in, and the others with what waits there. */
export function WorkspaceSwitcher({ folded }: { folded: boolean }) {
  const { t } = useLingui()
  const { workspace } = useMe()
  if (!workspace) return null
  return (
    <Menu width={260}>
      <Menu.Target>
        <button
          type="button"
          className={classes['workspace']}
          aria-label={t`Рабочее пространство: ${workspace.name}`}
          title={workspace.name}
        >
          {folded ? <IconBuildingStore size={18} /> : <span>{workspace.name}</span>}
          {!folded && <IconSelector size={14} />}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <WorkspaceItems />
      </Menu.Dropdown>
    </Menu>
  )
}

/** Shown in the rail and in the bottom bar. */
export function WorkspaceItems() {
  const { t } = useLingui()
  const { workspace, workspaces } = useMe()
  return (
    <>
      <Menu.Label>{t`Рабочие пространства`}</Menu.Label>
      {workspaces.map((other) => (
        <Menu.Item
          key={other.id}
          leftSection={other.id === workspace?.id ? <IconCheck size={16} /> : <IconBuildingStore size={16} />}
          rightSection={
            other.unanswered > 0 ? <span className={classes['badge']}>{other.unanswered}</span> : undefined
          }
          onClick={() => other.id !== workspace?.id && switchWorkspace(other.id)}
        >
          {other.name}
        </Menu.Item>
      ))}
    </>
  )
}
