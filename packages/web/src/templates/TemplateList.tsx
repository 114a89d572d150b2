import type { Template } from '@otklik/contract'
import { Plural, useLingui } from '@lingui/react/macro'
import { ActionIcon } from '@mantine/core'
import { Chip, NetworkIcon, showUndo } from '@otklik/ui'
import { IconPaperclip, IconTrash } from '@tabler/icons-react'
import { inputOf, useRemoveTemplate, useSaveTemplate } from './template-data.ts'
import classes from './Templates.module.css'

interface TemplateListProps {
  templates: readonly Template[]
  onEdit: (template: Template) => void
}

/** By folders, in the order of their names; what stands in none comes first. */
export function TemplateList({ templates, onEdit }: TemplateListProps) {
  const byFolder = Map.groupBy(templates, ({ folder }) => folder)
  const folders = [...byFolder.keys()].toSorted((one, other) => one.localeCompare(other))
  return folders.map((folder) => (
    <section key={folder} className={classes['folder']}>
      {folder !== '' && <h2 className={classes['folderName']}>{folder}</h2>}
      <ul className={classes['list']} aria-label={folder || undefined}>
        {byFolder.get(folder)?.map((template) => (
          <TemplateRow key={template.id} template={template} onEdit={() => onEdit(template)} />
        ))}
      </ul>
    </section>
  ))
}

function TemplateRow({ template, onEdit }: { template: Template; onEdit: () => void }) {
  const { t } = useLingui()
  const { name, text, shortcut, shared, purpose, attachments, variants, usedCount, editable, by } = template
  return (
    <li className={classes['row']}>
      <div className={classes['words']}>
        {editable ? (
          <button type="button" className={classes['open']} onClick={onEdit}>
            {name}
          </button>
        ) : (
          <strong>{name}</strong>
        )}
        <span className={classes['text']}>{text}</span>
      </div>
      <div className={classes['marks']}>
        {shortcut !== null && <Chip title={t`Набирается в диалоге`}>/{shortcut}</Chip>}
        {purpose === 'first' && <Chip tone="blue">{t`первые слова`}</Chip>}
        {!shared && <Chip tone="grey">{t`только мой`}</Chip>}
        {attachments.length > 0 && (
          <Chip title={attachments.map((file) => file.name).join(', ')}>
            <IconPaperclip size={12} aria-label={t`С файлами`} /> {attachments.length}
          </Chip>
        )}
        {variants.map(({ sourceType }) => (
          <NetworkIcon key={sourceType} network={sourceType} size={15} />
        ))}
      </div>
      <span className={classes['used']} title={by.name}>
        {usedCount === 0 ? (
          t`ещё не брали`
        ) : (
          <Plural
            value={usedCount}
            one="брали # раз"
            few="брали # раза"
            many="брали # раз"
            other="брали # раза"
          />
        )}
      </span>
      {editable && <Remove template={template} />}
    </li>
  )
}

function Remove({ template }: { template: Template }) {
  const { t } = useLingui()
  const remove = useRemoveTemplate()
  const save = useSaveTemplate()
  const { id, name } = template
  return (
    <ActionIcon
      aria-label={t`Удалить шаблон «${name}»`}
      onClick={() =>
        remove.mutate(id, {
          onSuccess: () =>
            showUndo({
              title: t`Шаблон «${name}» удалён`,
              onUndo: () => save.mutate({ id: null, input: inputOf(template) }),
            }),
        })
      }
    >
      <IconTrash size={18} />
    </ActionIcon>
  )
}
