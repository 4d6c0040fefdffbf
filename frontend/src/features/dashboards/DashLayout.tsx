import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

import { Page } from '@/ui/Page'
import { useCurrentInSight } from '@/ui/useCurrentInSight'

import { DashContext, type DashState } from './DashContext'
import classes from './DashLayout.module.css'
import { Filters } from './Filters'

const TABS = [
  ['usage', '/dashboards/usage'],
  ['cost', '/dashboards/cost'],
  ['performance', '/dashboards/performance'],
  ['funnel', '/dashboards/funnel'],
] as const
export type DashName = (typeof TABS)[number][0] | 'companies'

/** The tabs, and the filters that stay while one goes from one dashboard to the next. */
export function DashLayout({ name, state, children }: { name: DashName; state: DashState; children: ReactNode }) {
  const t = useTranslations('dashboards')
  const { search } = state
  const row = useCurrentInSight<HTMLElement>()

  return (
    <DashContext value={state}>
      <Page
        wide
        title={t(`tab.${name}`)}
        tabs={
          <div className={classes.head}>
            <nav ref={row} className={classes.tabs} aria-label={t('label')}>
              {TABS.map(([tab, to]) => (
                <Link key={tab} to={to} search={search} className={classes.tab}>
                  {t(`tab.${tab}`)}
                </Link>
              ))}
              {state.isMaster && (
                <Link
                  to="/dashboards/companies"
                  search={search}
                  className={classes.tab}
                >
                  {t('tab.companies')}
                </Link>
              )}
            </nav>
            <Filters name={name} />
          </div>
        }
      >
        {children}
      </Page>
    </DashContext>
  )
}
