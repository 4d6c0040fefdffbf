import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'

import { countAt, type Step } from './behind'
import { BehindLink } from './BehindLink'
import { ChartCard } from './ChartCard'
import { FigureTable } from './FigureTable'
import { SeriesChart } from './lazyCharts'
import type { ChartLine } from './SeriesChart'
import { daysAfter } from '@/lib/startOfDay'
import { useFigures } from './useFigures'

type Cohort = Schema<'Cohort'>
const STEPS: readonly Step[] = ['NEW', 'QUALIFYING', 'QUALIFIED', 'SCHEDULED', 'COMPLETED']
const COLORS = ['var(--chart-5)', 'var(--chart-3)', 'var(--chart-1)', 'var(--chart-2)', 'var(--chart-4)']

/** Leads by the week in which they began: how far each week's came. */
export function CohortsCard({ data, csv }: { data: Schema<'FunnelDashboard'>; csv: string }) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const { period } = data
  const name = (step: Step) => (step === 'NEW' ? t('funnel.leads') : t(`funnel.step.${step}`))
  const cut = ({ week }: Cohort) => week < period.first_day || daysAfter(week, 6) >= data.as_of.slice(0, 10)
  const weekOf = (cohort: Cohort) => {
    const whole = figures.wholeBucket({ key: cohort.week, first_day: cohort.week, last_day: daysAfter(cohort.week, 6) }, 'week')
    return cut(cohort) ? `${whole} · ${t('partial')}` : whole
  }
  const lines = STEPS.map((step, index): ChartLine => ({
    key: step,
    label: name(step),
    color: COLORS[index] ?? 'var(--chart-other)',
    type: 'bar',
  }))
  const points = data.cohorts.map((cohort) => ({
    at: cohort.week,
    label: figures.shortDay(cohort.week),
    whole: weekOf(cohort),
    partial: cut(cohort),
    ...Object.fromEntries(STEPS.map((step) => [step, countAt(cohort, step)])),
  }))
  const title = t('funnel.cohorts')

  return (
    <ChartCard
      wide
      title={title}
      hint={t('funnel.cohortsHint')}
      csv={csv}
      note={points.some(({ partial }) => partial) && t('partialNote')}
      chart={<SeriesChart label={title} points={points} lines={lines} format={figures.count} />}
      table={
        <FigureTable
          label={title}
          empty={t('nothing')}
          rows={data.cohorts}
          rowKey={({ week }) => week}
          columns={[
            { key: 'week', title: t('funnel.week'), cell: weekOf },
            ...STEPS.map((step) => ({
              key: step,
              title: name(step),
              cell: (cohort: Cohort) => (
                <BehindLink
                  of={`${weekOf(cohort)}, ${name(step)}`}
                  count={countAt(cohort, step)}
                  behind={{ reached: step, week: cohort.week }}
                />
              ),
            })),
            { key: 'score', title: t('funnel.meanScore'), cell: (cohort) => figures.decimal(cohort.mean_score) },
          ]}
        />
      }
    />
  )
}
