import { IconUsers } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { omit } from '@/lib/omit'
import { shownPhone } from '@/lib/phone'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { ProblemNotice } from '@/ui/ProblemNotice'

import { filtersOf, type LeadQuery, type LeadSearch, type Sort } from './LeadSearch'
import type { LeadsPageProps } from './LeadsPage'
import { type Lead, leadTitle } from './leadStates'
import classes from './LeadTable.module.css'
import { ScorePill } from '@/ui/leads/ScorePill'
import { StateBadge } from '@/ui/leads/StateBadge'
import { useFunnel, useLeadList } from './useLeads'
import { useLeadText } from './useLeadText'

export function LeadTable({
  query,
  search,
  onSearch,
  mayWrite,
}: { query: LeadQuery } & Pick<LeadsPageProps, 'search' | 'onSearch' | 'mayWrite'>) {
  const t = useTranslations('leads')
  const navigate = useNavigate()
  const columns = useColumns(search.sort ?? 'activity', (sort) => {
    const rest = omit(search, 'sort')
    onSearch(sort === 'activity' ? rest : { ...rest, sort })
  })
  const leads = useLeadList(query)
  const total = useTotal(query, search)

  if (leads.isError) return <ProblemNotice title={t('problem')} error={leads.error} retry={leads.refetch} />

  const filtered = Object.keys(filtersOf(search)).length > 0
  return (
    <>
      <p className={classes.count} role="status">
        {total !== null && t('count', { count: total })}
      </p>
      <DataTable
      label={t('title')}
      columns={columns}
      rows={leads.data}
      rowKey={(lead) => lead.id}
      onOpen={(lead) => void navigate({ to: '/leads/$leadId', params: { leadId: lead.id } })}
      empty={
        <EmptyState
          icon={<IconUsers size={22} stroke={1.6} />}
          title={filtered ? t('emptyFiltered') : t('empty')}
          hint={filtered ? t('emptyFilteredHint') : mayWrite ? t('emptyHint') : t('emptyHintReader')}
        />
      }
      more={
        leads.hasNextPage ? { loading: leads.isFetchingNextPage, load: () => leads.fetchNextPage() } : null
      }
      />
    </>
  )
}

/** Of all pages, in the states that are asked for. */
function useTotal(query: LeadQuery, { states }: LeadSearch): number | null {
  const funnel = useFunnel(query)
  if (!funnel.data) return null
  return funnel.data.steps.filter(({ state }) => !states || states.includes(state)).reduce((sum, { leads }) => sum + leads, 0)
}

function useColumns(sort: Sort, onSort: (sort: Sort) => void): Column<Lead>[] {
  const t = useTranslations('leads')
  const text = useLeadText()

  return [
    { key: 'name', title: t('lead'), cell: (lead) => <Name lead={lead} /> },
    { key: 'state', title: t('stateTitle'), optional: true, cell: (lead) => <StateBadge state={lead.state} /> },
    {
      key: 'score',
      title: t('score'),
      sort: { direction: sort === 'score' ? 'descending' : null, choose: () => onSort(sort === 'score' ? 'activity' : 'score') },
      cell: (lead) => <ScorePill score={lead.score.total} />,
    },
    { key: 'owner', title: t('owner'), optional: true, cell: (lead) => lead.owner_name ?? <Nothing /> },
    { key: 'source', title: t('source'), optional: true, cell: (lead) => lead.source ?? <Nothing /> },
    {
      key: 'created',
      title: t('created'),
      optional: true,
      sort: { direction: sort === 'created' ? 'descending' : null, choose: () => onSort(sort === 'created' ? 'activity' : 'created') },
      cell: (lead) => <time dateTime={lead.created_at}>{text.day(lead.created_at)}</time>,
    },
    {
      key: 'activity',
      title: t('activity'),
      optional: true,
      sort: {
        direction: sort === 'activity' ? 'descending' : sort === 'stalest' ? 'ascending' : null,
        choose: () => onSort(sort === 'activity' ? 'stalest' : 'activity'),
      },
      cell: (lead) => <time dateTime={lead.last_activity_at}>{text.ago(lead.last_activity_at)}</time>,
    },
  ]
}

function Name({ lead }: { lead: Lead }) {
  const t = useTranslations('leads')
  const text = useLeadText()
  const company = lead.fields.company
  const aside = company ? text.value('company', company.value) : lead.name && shownPhone(lead)

  return (
    <span className={classes.name}>
      <Link to="/leads/$leadId" params={{ leadId: lead.id }} onClick={(event) => event.stopPropagation()}>
        {lead.name ?? shownPhone(lead) ?? leadTitle(lead, t('nameless'))}
      </Link>
      {aside && <span className={classes.aside}>{aside}</span>}
      <span className={classes.stateOnPhone}>
        <StateBadge state={lead.state} />
      </span>
    </span>
  )
}

function Nothing() {
  const t = useTranslations('leads')
  return (
    <span className={classes.nothing} aria-label={t('nothing')}>
      –
    </span>
  )
}
