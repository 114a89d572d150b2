import { activityClasses, actionTypes, dispositions, sourceTypes, triageLevels } from '@otklik/contract'
import type { RuleActions } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { assignable, catalogueQuery, teamQuery } from '../interests/pick-lists.ts'
import { actionWords, classWords, levelWords, sourceWords } from '../interests/words.ts'
import { dispositionWords } from './rule-words.ts'
import classes from './MailRules.module.css'

interface ActionsEditorProps {
  actions: RuleActions
  onChange: (actions: RuleActions) => void
}

/** What card the letter becomes; an empty field leaves what the program reads by itself. */
export function ActionsEditor({ actions, onChange }: ActionsEditorProps) {
  const { t, i18n } = useLingui()
  const isNarrow = useMediaQuery('(max-width: 599px)')
  const set = (part: Partial<RuleActions>) => onChange({ ...actions, ...part })
  return (
    <section className={classes['part']} aria-label={t`Что с ними делать`}>
      <h2>
        <Trans>Что с ними делать</Trans>
      </h2>
      <div className={classes['stack']}>
        <SegmentedControl
          fullWidth
          orientation={isNarrow ? 'vertical' : 'horizontal'}
          aria-label={t`Становится ли письмо карточкой`}
          value={actions.disposition}
          onChange={(disposition) => set({ disposition })}
          data={dispositions.map((value) => ({ value, label: i18n._(dispositionWords[value]) }))}
        />
        {actions.disposition === 'ignore' ? (
          <p className={classes['dimmed']}>
            <Trans>
              Письмо не попадёт в ленту. Его видно на странице «Автоматические письма» среди рассылок.
            </Trans>
          </p>
        ) : (
          <CardFields actions={actions} set={set} />
        )}
      </div>
    </section>
  )
}

function CardFields({ actions, set }: { actions: RuleActions; set: (part: Partial<RuleActions>) => void }) {
  const { t } = useLingui()
  const asRead = t`Как прочтёт программа`
  return (
    <>
      <div className={classes['pair']}>
        <Select
          label={t`Тип источника`}
          placeholder={asRead}
          clearable
          searchable
          data={withOwn(sourceTypes, actions.sourceType).map((value) => ({
            value,
            label: sourceWords(value),
          }))}
          value={actions.sourceType}
          onChange={(sourceType) => set({ sourceType })}
        />
        <TextInput
          label={t`Место`}
          placeholder={t`Отзывы на сайте`}
          maxLength={200}
          value={actions.sourceTitle ?? ''}
          onChange={(event) => set({ sourceTitle: event.currentTarget.value || null })}
        />
        <Select
          label={t`Класс`}
          placeholder={asRead}
          clearable
          data={activityClasses.map((value) => ({ value, label: classWords(value) }))}
          value={actions.activityClass}
          onChange={(value) => set({ activityClass: activityClasses.find((one) => one === value) ?? null })}
        />
        <Select
          label={t`Действие`}
          placeholder={asRead}
          clearable
          searchable
          data={withOwn(actionTypes, actions.action).map((value) => ({ value, label: actionWords(value) }))}
          value={actions.action}
          onChange={(action) => set({ action })}
        />
        <Select
          label={t`Кто видит отклик`}
          placeholder={asRead}
          clearable
          data={[
            { value: 'yes', label: t`Все` },
            { value: 'no', label: t`Только мы` },
          ]}
          value={actions.isPublic === null ? null : actions.isPublic ? 'yes' : 'no'}
          onChange={(value) => set({ isPublic: value === null ? null : value === 'yes' })}
        />
        <Select
          label={t`Ступень`}
          placeholder={asRead}
          clearable
          data={triageLevels.toReversed().map((value) => ({ value, label: levelWords(value) }))}
          value={actions.level}
          onChange={(value) => set({ level: triageLevels.find((one) => one === value) ?? null })}
        />
        <ProductAndMember actions={actions} set={set} />
      </div>
    </>
  )
}

function ProductAndMember({
  actions,
  set,
}: {
  actions: RuleActions
  set: (part: Partial<RuleActions>) => void
}) {
  const { t } = useLingui()
  const { data: catalogue } = useQuery(catalogueQuery(''))
  const { data: team } = useQuery(teamQuery)
  return (
    <>
      <Select
        label={t`Продукт`}
        placeholder={t`Узнает сама`}
        clearable
        searchable
        data={(catalogue?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={actions.productId}
        onChange={(productId) => set({ productId })}
      />
      <Select
        label={t`Ответственный`}
        placeholder={t`По правилам распределения`}
        clearable
        searchable
        data={assignable(team?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={actions.memberId}
        onChange={(memberId) => set({ memberId })}
      />
    </>
  )
}

/** A word of a rule made by API stays choosable. */
function withOwn(known: readonly string[], own: string | null): string[] {
  return own === null || known.includes(own) ? [...known] : [...known, own]
}
