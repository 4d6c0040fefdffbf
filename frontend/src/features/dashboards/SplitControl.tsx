import { SegmentedControl } from '@mantine/core'
import { useTranslations } from 'use-intl'

import { useDash } from './DashContext'
import { SPLITS } from './DashSearch'

/** By what a series is taken apart. */
export function SplitControl({ whole }: { whole: 'kind' | 'whole' }) {
  const t = useTranslations('dashboards')
  const { search, change } = useDash()

  return (
    <SegmentedControl
      size="xs"
      aria-label={t('split.label')}
      value={search.split ?? 'whole'}
      onChange={(value) => change({ split: SPLITS.find((it) => it === value) })}
      data={[
        { value: 'whole', label: t(`split.${whole}`) },
        ...SPLITS.map((value) => ({ value, label: t(`split.${value}`) })),
      ]}
    />
  )
}
