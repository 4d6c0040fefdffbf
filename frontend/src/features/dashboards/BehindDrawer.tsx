import { Drawer, Text } from '@mantine/core'
import { IconUserSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { useInboxes } from '@/lib/useInboxes'
import { EmptyState } from '@/ui/EmptyState'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { ListSkeleton } from '@/ui/Skeletons'

import { type Behind, countOf, readBehind } from './behind'
import classes from './BehindDrawer.module.css'
import { useDash } from './DashContext'
import { useFigures } from './useFigures'
import { useLeadsBehind } from './useLeadsBehind'

type Funnel = Schema<'FunnelDashboard'>

/** The leads behind the number in the address. Closing it takes the number out of the address. */
export function BehindDrawer({ funnel }: { funnel: Funnel }) {
  const t = useTranslations('dashboards')
  const { search, change } = useDash()
  const behind = readBehind(search.behind)
  const nameOf = useBehindName()
  const count = behind ? countOf(funnel, behind) : null

  return (
    <Drawer
      opened={behind !== null}
      onClose={() => change({ behind: undefined })}
      position="right"
      size={460}
      padding="md"
      title={behind && (count === null ? nameOf(behind) : t('funnel.behindTitle', { of: nameOf(behind), count }))}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {behind && <Leads funnel={funnel} behind={behind} />}
    </Drawer>
  )
}

function Leads({ funnel, behind }: { funnel: Funnel; behind: Behind }) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const found = useLeadsBehind(funnel, behind)

  if (found.isPending) return <ListSkeleton rows={6} height={56} />
  if (found.isError) return <ProblemNotice title={t('funnel.behindProblem')} error={found.error} retry={found.refetch} />
  if (found.data.leads.length === 0) {
    return (
      <EmptyState icon={<IconUserSearch size={22} stroke={1.6} />} title={t('funnel.behindNone')} hint={t('funnel.behindNoneHint')} />
    )
  }
  return (
    <>
      <ul className={classes.list}>
        {found.data.leads.map((lead) => (
          <li key={lead.id}>
            <Link to="/leads/$leadId" params={{ leadId: lead.id }} className={classes.lead}>
              <span className={classes.name}>{lead.name ?? lead.phone ?? t('funnel.nameless')}</span>
              <span className={classes.score}>{t('funnel.points', { score: figures.count(lead.score.total) })}</span>
              <span className={classes.facts}>
                {[t(`funnel.state.${lead.state}`), lead.inbox_name, lead.source, t('funnel.createdOn', { day: figures.moment(lead.created_at) })]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {found.data.more && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('funnel.newest', { count: figures.count(found.data.leads.length) })}
        </Text>
      )}
    </>
  )
}

function useBehindName(): (behind: Behind) => string {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const inboxes = useInboxes()

  return (behind) =>
    [
      behind.reached && t(`funnel.step.${behind.reached}`),
      behind.state && t(`funnel.state.${behind.state}`),
      behind.dropped && t('funnel.dropped'),
      behind.droppedAt && `${t(`funnel.step.${behind.droppedAt}`)}, ${t('funnel.droppedHere')}`,
      behind.missing && `${t('funnel.missing')}: ${t(`funnel.field.${behind.missing}`)}`,
      behind.inbox && inboxes.data?.find(({ id }) => id === behind.inbox)?.name,
      behind.source,
      behind.week && `${t('funnel.week')} ${figures.shortDay(behind.week)}`,
    ]
      .filter(Boolean)
      .join(' · ')
}
