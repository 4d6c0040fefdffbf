import '@mantine/charts/styles.layer.css'

import { CompositeChart } from '@mantine/charts'
import { Rectangle } from 'recharts'

import classes from './SeriesChart.module.css'

export type ChartLine = {
  /** Not a name of people: recharts reads a dot in it as a path. */
  key: string
  label: string
  color: string
  type: 'bar' | 'line'
  /** Bars of one stack stand on each other. */
  stack?: string
  dashed?: boolean
}
/** `at` is the day it begins with; figures are under the keys of the lines. */
export type ChartPoint = { at: string; label: string; whole: string; partial: boolean } & Record<
  string,
  string | number | boolean | null
>

const HEIGHT = 280

/** Pieces of time from left to right. A piece that is not over, or cut, is drawn lighter. */
export default function SeriesChart({
  label,
  points,
  lines,
  format,
}: {
  label: string
  points: ChartPoint[]
  lines: readonly ChartLine[]
  format: (value: number) => string
}) {
  const byAt = new Map(points.map((point) => [point.at, point]))
  const stacks = new Map(lines.flatMap(({ key, stack }) => (stack ? [[key, stack] as const] : [])))

  return (
    <CompositeChart
      h={HEIGHT}
      className={classes.chart ?? ''}
      data={points}
      dataKey="at"
      withLegend={lines.length > 1}
      legendProps={{ itemSorter: null }} // In the order of the lines, not of the alphabet.
      tickLine="none"
      gridAxis="x"
      strokeDasharray="0"
      curveType="linear"
      maxBarWidth={34}
      connectNulls={false}
      valueFormatter={(value) => format(value)}
      series={lines.map((line) => ({
        name: line.key,
        label: line.label,
        color: line.color,
        type: line.type,
        ...(line.dashed ? { strokeDasharray: '4 4' } : {}),
      }))}
      xAxisProps={{ tickFormatter: (at: string) => byAt.get(at)?.label ?? '', minTickGap: 16 }}
      yAxisProps={{ width: 74, tickCount: 5 }}
      tooltipProps={{
        labelFormatter: (at: unknown) => (typeof at === 'string' ? byAt.get(at)?.whole : undefined) ?? '',
        wrapperStyle: { zIndex: 5 },
      }}
      barProps={({ name }) => ({
        ...stackOf(stacks.get(name)),
        shape: (bar: BarShape) => <Rectangle {...bar} fillOpacity={bar.payload?.partial ? 0.5 : (bar.fillOpacity ?? 1)} />,
      })}
      withDots={points.length <= 2}
      composedChartProps={{ title: label, barCategoryGap: '18%' }}
    />
  )
}

function stackOf(stackId: string | undefined) {
  return stackId === undefined ? {} : { stackId }
}

type BarShape = React.ComponentProps<typeof Rectangle> & { payload?: ChartPoint }
