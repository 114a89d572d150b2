import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { formatNumber, NetworkIcon, SkeletonRows, useLocale } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import type { Attribution as Touches } from '@otklik/contract'
import { sourceWords } from '../interests/words.ts'
import { share } from './numbers.ts'
import { attributionQuery } from './queries.ts'
import { useReport } from './report-state.ts'
import { Section } from './Section.tsx'
import classes from './Report.module.css'

/** R015: from where people came first and where they were last. Neither end takes the person from the other. */
export function Attribution() {
  const { t } = useLingui()
  const { filter } = useReport()
  const { data } = useQuery(attributionQuery(filter))
  return (
    <Section
      title={t`Первое и последнее касание`}
      wide
      note={t`Люди с несколькими откликами: откуда пришли впервые за всю историю и откуда обратились последний раз.`}
    >
      {data ? <Matrix touches={data} /> : <SkeletonRows count={3} height={36} />}
    </Section>
  )
}

function Matrix({ touches }: { touches: Touches }) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const firsts = ranked(touches, 'first')
  const lasts = ranked(touches, 'last')
  if (touches.several === 0) {
    return (
      <p className={classes['note']}>
        <Trans>В этом периоде никто не обращался дважды.</Trans>
      </p>
    )
  }
  return (
    <>
      <p className={classes['finding']}>
        <Plural
          value={touches.several}
          one="# человек обратился больше одного раза"
          few="# человека обратились больше одного раза"
          many="# человек обратились больше одного раза"
          other="# человека обратились больше одного раза"
        />
        {touches.siteOnly > 0 && (
          <>
            {'. '}
            <Plural
              value={touches.siteOnly}
              one="# из них по последнему касанию числился бы только за сайтом, хотя пришёл из другого места"
              few="# из них по последнему касанию числились бы только за сайтом, хотя пришли из другого места"
              many="# из них по последнему касанию числились бы только за сайтом, хотя пришли из другого места"
              other="# из них по последнему касанию числились бы только за сайтом, хотя пришли из другого места"
            />
          </>
        )}
        .
      </p>
      <div className={classes['scroll']}>
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t`Первое ↓ Последнее →`}</th>
              {lasts.map(([source]) => (
                <th key={source} scope="col">
                  {sourceWords(source)}
                </th>
              ))}
              <th scope="col">{t`Всего первых`}</th>
            </tr>
          </thead>
          <tbody>
            {firsts.map(([first, people]) => (
              <tr key={first}>
                <th scope="row">
                  <span className={classes['name']}>
                    <NetworkIcon network={first} />
                    <span className={classes['words']}>{sourceWords(first)}</span>
                  </span>
                </th>
                {lasts.map(([last]) => (
                  <td key={last}>
                    <Pair first={first} last={last} people={peopleOf(touches, first, last)} />
                  </td>
                ))}
                <td>
                  {formatNumber(people, locale)}{' '}
                  <span className={classes['small']}>{share(people, touches.several, locale)}</span>
                </td>
              </tr>
            ))}
            <tr className={classes['sum']}>
              <th scope="row">{t`Всего последних`}</th>
              {lasts.map(([last, people]) => (
                <td key={last}>
                  {formatNumber(people, locale)}{' '}
                  <span className={classes['small']}>{share(people, touches.several, locale)}</span>
                </td>
              ))}
              <td>{formatNumber(touches.several, locale)}</td>
            </tr>
          </tbody>
        </table>
      </div>
    </>
  )
}

function Pair({ first, last, people }: { first: string; last: string; people: number }) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { openRows } = useReport()
  if (people === 0) return <span className={classes['nothing']}>0</span>
  const from = sourceWords(first)
  const to = sourceWords(last)
  const title = t`Первое касание: ${from}, последнее: ${to}`
  return (
    <button
      type="button"
      className={classes['figure']}
      aria-label={`${title}: ${formatNumber(people, locale)}`}
      onClick={() => openRows({ title, firstTouch: first, lastTouch: last })}
    >
      {formatNumber(people, locale)}
    </button>
  )
}

function ranked({ matrix }: Touches, end: 'first' | 'last'): [string, number][] {
  const sums = new Map<string, number>()
  for (const pair of matrix) sums.set(pair[end], (sums.get(pair[end]) ?? 0) + pair.people)
  return [...sums].toSorted(([, a], [, b]) => b - a)
}

function peopleOf({ matrix }: Touches, first: string, last: string): number {
  return matrix.find((pair) => pair.first === first && pair.last === last)?.people ?? 0
}
