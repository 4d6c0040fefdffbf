import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

import classes from './Tiles.module.css'
import { useFigures } from './useFigures'

/** What is a figure in the row at the top. `better`: which way of it is good news. */
export type Tile = {
  key: string
  label: string
  value: ReactNode
  hint?: ReactNode
  now?: number | null
  before?: number | null | undefined
  better?: 'more' | 'less'
}

export function Tiles({ tiles, label }: { tiles: readonly Tile[]; label: string }) {
  return (
    <dl className={classes.tiles} aria-label={label}>
      {tiles.map((tile) => (
        <div key={tile.key} className={classes.tile}>
          <dt className={classes.label}>{tile.label}</dt>
          <dd className={classes.value}>
            {tile.value}
            <Change tile={tile} />
          </dd>
          {tile.hint && <dd className={classes.hint}>{tile.hint}</dd>}
        </div>
      ))}
    </dl>
  )
}

/** Nothing where nothing is compared; no percentage of nothing. */
function Change({ tile: { now, before, better } }: { tile: Tile }) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  if (before === undefined || before === null || now === undefined || now === null) return null
  if (before === 0) return now === 0 ? null : <span className={classes.change}>{t('new')}</span>

  const share = (now - before) / before
  const good = better && share !== 0 ? (share > 0) === (better === 'more') : undefined
  return (
    <span className={classes.change} data-good={good}>
      {figures.change(share)}
    </span>
  )
}
