import '@mantine/charts/styles.layer.css'

import { BarChart } from '@mantine/charts'
import { useMediaQuery } from '@mantine/hooks'

import type { Step } from './behind'
import classes from './SeriesChart.module.css'

type StepPoint = { step: Step; name: string; leads: number; before?: number }

/** The steps of the funnel, one under the other. */
export default function StepsChart({
  label,
  points,
  leadsLabel,
  beforeLabel,
  format,
  onOpen,
}: {
  label: string
  points: StepPoint[]
  leadsLabel: string
  beforeLabel: string | null
  format: (value: number) => string
  onOpen: (step: Step) => void
}) {
  const narrow = useMediaQuery('(max-width: 48em)')

  return (
    <BarChart
      h={beforeLabel === null ? 250 : 330}
      className={classes.chart ?? ''}
      data={points}
      dataKey="name"
      orientation="vertical"
      tickLine="none"
      gridAxis="y"
      strokeDasharray="0"
      withLegend={beforeLabel !== null}
      legendProps={{ itemSorter: null }}
      valueFormatter={(value) => format(value)}
      yAxisProps={{ width: narrow ? 92 : 120, interval: 0 }}
      xAxisProps={{ tickFormatter: (value: number) => format(value), allowDecimals: false }}
      barProps={{
        radius: 4,
        cursor: 'pointer',
        onClick: (bar: { payload?: StepPoint }) => bar.payload && onOpen(bar.payload.step),
      }}
      barChartProps={{ title: label, margin: { right: 16 } }}
      series={[
        { name: 'leads', label: leadsLabel, color: 'var(--chart-1)' },
        ...(beforeLabel === null ? [] : [{ name: 'before', label: beforeLabel, color: 'var(--chart-other)' }]),
      ]}
    />
  )
}
