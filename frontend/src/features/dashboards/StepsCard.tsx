import { useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'

import { BehindLink, useLeadsBehind } from './BehindLink'
import { ChartCard } from './ChartCard'
import { FigureTable } from './FigureTable'
import { StepsChart } from './lazyCharts'
import classes from './StepsCard.module.css'
import { useFigures } from './useFigures'

type Funnel = Schema<'FunnelDashboard'>
type Step = Funnel['steps'][number]

/** The funnel itself: a bar a step, and under it what happens between the steps. */
export function StepsCard({ data, csv }: { data: Funnel; csv: string }) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const navigate = useNavigate()
  const listOf = useLeadsBehind()
  const before = data.previous_steps
  const nameOf = (step: Step) => t(`funnel.step.${step.step}`)
  const points = data.steps.map((step, index) => ({
    step: step.step,
    name: nameOf(step),
    leads: step.leads,
    ...(before ? { before: before[index]?.leads ?? 0 } : {}),
  }))
  const title = t('funnel.chart')

  return (
    <ChartCard
      wide
      title={title}
      hint={t('funnel.chartHint')}
      csv={csv}
      chart={
        <>
          <StepsChart
            label={title}
            points={points}
            leadsLabel={t('funnel.leads')}
            beforeLabel={before ? t('periodBefore') : null}
            format={figures.count}
            onOpen={(reached) => void navigate({ to: '/leads', search: listOf({ reached }) })}
          />
          <ol className={classes.steps}>
            {data.steps.map((step, index) => (
              <li key={step.step} className={classes.step}>
                <span className={classes.name}>{nameOf(step)}</span>
                <span className={classes.leads}>
                  <BehindLink of={nameOf(step)} count={step.leads} behind={{ reached: step.step }} />
                </span>
                {index > 0 && (
                  <span className={classes.fact}>
                    {t('funnel.fromBefore', { share: figures.percent(step.conversion) })}
                    {step.median_seconds !== null &&
                      ` · ${t('funnel.medianFrom', { time: figures.duration(step.median_seconds) })}`}
                  </span>
                )}
                {step.step !== 'COMPLETED' && (
                  <span className={classes.fact}>
                    {t('funnel.droppedHere')}{' '}
                    <BehindLink
                      of={`${nameOf(step)}, ${t('funnel.droppedHere')}`}
                      count={step.dropped}
                      behind={{ droppedAt: step.step }}
                    />
                  </span>
                )}
              </li>
            ))}
          </ol>
        </>
      }
      table={
        <FigureTable
          label={title}
          empty={t('nothing')}
          rows={data.steps}
          rowKey={({ step }) => step}
          columns={[
            { key: 'step', title: t('funnel.stepColumn'), cell: nameOf },
            {
              key: 'leads',
              title: t('funnel.leads'),
              cell: (step) => <BehindLink of={nameOf(step)} count={step.leads} behind={{ reached: step.step }} />,
            },
            ...(before
              ? [
                  {
                    key: 'before',
                    title: t('before'),
                    cell: (step: Step) => figures.count(before.find((one) => one.step === step.step)?.leads ?? 0),
                  },
                ]
              : []),
            { key: 'conversion', title: t('funnel.conversion'), cell: (step) => figures.percent(step.conversion) },
            { key: 'all', title: t('funnel.ofAll'), cell: (step) => figures.percent(step.of_all) },
            { key: 'median', title: t('funnel.median'), cell: (step) => figures.duration(step.median_seconds) },
            {
              key: 'dropped',
              title: t('funnel.droppedHere'),
              cell: (step) => (
                <BehindLink
                  of={`${nameOf(step)}, ${t('funnel.droppedHere')}`}
                  count={step.dropped}
                  behind={{ droppedAt: step.step }}
                />
              ),
            },
          ]}
        />
      }
    />
  )
}
