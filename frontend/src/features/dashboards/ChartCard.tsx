import { ActionIcon, Menu, SegmentedControl } from '@mantine/core'
import { IconChartBar, IconDownload, IconFileTypeCsv, IconPhoto, IconTable } from '@tabler/icons-react'
import { type ReactNode, Suspense, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'

import { useNotify } from '@/ui/useNotify'

import classes from './ChartCard.module.css'

type View = 'chart' | 'table'

/** A chart with the same figures as a table, and both as files. Without a chart it is a table. */
export function ChartCard({
  title,
  hint,
  controls,
  csv,
  chart,
  table,
  note,
  wide = false,
}: {
  title: string
  hint?: ReactNode
  /** What chooses what the chart shows. */
  controls?: ReactNode
  /** Where the table's file is. */
  csv?: string
  chart?: ReactNode
  table: ReactNode
  note?: ReactNode
  wide?: boolean
}) {
  const t = useTranslations('dashboards')
  const titleId = useId()
  const figure = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<View>('chart')
  const drawn = chart !== undefined && view === 'chart'

  return (
    <section className={classes.card} data-wide={wide || undefined} aria-labelledby={titleId}>
      <header className={classes.header}>
        <div className={classes.words}>
          <h2 id={titleId} className={classes.title}>
            {title}
          </h2>
          {hint && <p className={classes.hint}>{hint}</p>}
        </div>
        <div className={classes.tools}>
          {chart !== undefined && (
            <SegmentedControl
              size="xs"
              aria-label={t('view', { title })}
              value={view}
              onChange={(value) => setView(value === 'table' ? 'table' : 'chart')}
              data={[
                { value: 'chart', label: <ViewIcon Icon={IconChartBar} label={t('asChart')} /> },
                { value: 'table', label: <ViewIcon Icon={IconTable} label={t('asTable')} /> },
              ]}
            />
          )}
          <Files title={title} csv={csv} figure={drawn ? figure : null} />
        </div>
      </header>
      {controls && <div className={classes.controls}>{controls}</div>}
      {drawn ? (
        <div ref={figure} className={classes.chart} data-chart>
          <Suspense fallback={<div className={classes.waiting} aria-busy="true" />}>{chart}</Suspense>
        </div>
      ) : (
        <div className={classes.table} tabIndex={0} role="group" aria-labelledby={titleId}>
          {table}
        </div>
      )}
      {note && <p className={classes.note}>{note}</p>}
    </section>
  )
}

function ViewIcon({ Icon, label }: { Icon: typeof IconTable; label: string }) {
  return (
    <span className={classes.viewIcon}>
      <Icon size={15} stroke={1.7} aria-hidden="true" />
      <span className={classes.spoken}>{label}</span>
    </span>
  )
}

/** CSV comes from the API, with the same filters; a picture is made of what is on the screen. */
function Files({
  title,
  csv,
  figure,
}: {
  title: string
  csv: string | undefined
  figure: React.RefObject<HTMLDivElement | null> | null
}) {
  const t = useTranslations('dashboards')
  const notify = useNotify()
  if (csv === undefined && figure === null) return null

  const savePicture = async () => {
    const { savePng } = await import('./savePng')
    if (figure?.current) await savePng(figure.current, title)
  }
  return (
    <Menu position="bottom-end" width={190} shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('downloadOf', { title })}>
          <IconDownload size={17} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {csv !== undefined && (
          <Menu.Item
            leftSection={<IconFileTypeCsv size={17} stroke={1.7} />}
            renderRoot={(props) => <a href={csv} download {...props} />}
          >
            {t('csv')}
          </Menu.Item>
        )}
        {figure !== null && (
          <Menu.Item
            leftSection={<IconPhoto size={17} stroke={1.7} />}
            onClick={() => void savePicture().catch(notify.failed(t('pngFailed')))}
          >
            {t('png')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
