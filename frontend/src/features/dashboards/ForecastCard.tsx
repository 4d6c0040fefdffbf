import { Progress } from '@mantine/core'
import { useFormatter, useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'

import { ChartCard } from './ChartCard'
import classes from './ForecastCard.module.css'
import { useFigures } from './useFigures'

/** What this month will have cost, whatever the period above, and how that is computed. */
export function ForecastCard({
  forecast,
  rate,
  csv,
}: {
  forecast: Schema<'Forecast'>
  rate: string | null
  csv: string
}) {
  const t = useTranslations('dashboards')
  const format = useFormatter()
  const figures = useFigures()
  const { so_far: soFar, forecast: atEnd } = forecast
  const month = format.dateTime(new Date(`${forecast.month}T12:00:00Z`), { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const share = atEnd.micro_usd > 0 ? (soFar.micro_usd / atEnd.micro_usd) * 100 : 0

  return (
    <ChartCard
      title={t('cost.forecast', { month })}
      csv={csv}
      table={
        <>
          <dl className={classes.figures}>
            <div>
              <dt>{t('cost.soFar')}</dt>
              <dd>{figures.money(soFar.micro_usd, rate)}</dd>
            </div>
            <div>
              <dt>{t('cost.atEnd')}</dt>
              <dd>{figures.money(atEnd.micro_usd, rate)}</dd>
            </div>
          </dl>
          <Progress value={share} color="var(--chart-1)" size="md" aria-label={t('cost.soFar')} />
          <p className={classes.method}>
            {t('cost.daysLeft', { count: forecast.days_left })} {t(`cost.method.${forecast.method}`)}
          </p>
        </>
      }
    />
  )
}
