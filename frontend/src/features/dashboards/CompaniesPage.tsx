import { Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconBuilding, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { EmptyState } from '@/ui/EmptyState'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { ListSkeleton } from '@/ui/Skeletons'

import { ChartCard } from './ChartCard'
import { useDash } from './DashContext'
import { FigureTable } from './FigureTable'
import { periodDays, todayIn } from './presetDays'
import { Tiles } from './Tiles'
import { useCompanies } from './useCompanies'
import { useFigures } from './useFigures'

type Company = Schema<'CompanyFiguresView'>

/** For the platform's administrators: what all companies consumed, and each of them. */
export function CompaniesPage() {
  const t = useTranslations('dashboards')
  const { search, tenant } = useDash()
  const { from, to } = periodDays(search, todayIn(tenant.timezone, new Date()))
  const companies = useCompanies(from, to, search.company)

  if (companies.isPending) return <ListSkeleton />
  if (companies.isError) return <ProblemNotice title={t('problem')} error={companies.error} retry={companies.refetch} />
  if (companies.data.items.length === 0 && !search.company) {
    return <EmptyState icon={<IconBuilding size={22} stroke={1.6} />} title={t('empty')} hint={t('companies.hint')} />
  }
  return (
    <>
      <Totals totals={companies.data.totals} />
      <Table companies={companies.data.items} more={companies.data.cursor !== null} />
    </>
  )
}

function Totals({ totals }: { totals: Schema<'PlatformFiguresView'> }) {
  const t = useTranslations('dashboards')
  const figures = useFigures()

  return (
    <Tiles
      label={t('totals')}
      tiles={[
        {
          key: 'active',
          label: t('companies.active'),
          value: figures.count(totals.active_tenants),
          hint: t('companies.ofAll', { count: figures.count(totals.tenants) }),
        },
        { key: 'answers', label: t('companies.answers'), value: figures.count(totals.answers) },
        { key: 'tokens', label: t('tokens'), value: figures.count(totals.total_tokens) },
        { key: 'cost', label: t('cost.cost'), value: figures.usd(totals.cost_micro_usd) },
        { key: 'errors', label: t('companies.errors'), value: figures.count(totals.errors) },
        { key: 'p95', label: t('performance.agentP95'), value: figures.ms(totals.p95_ms) },
      ]}
    />
  )
}

function Table({ companies, more }: { companies: Company[]; more: boolean }) {
  const t = useTranslations('dashboards')
  const { tenant } = useDash()
  const figures = useFigures()
  const count = (key: 'inboxes' | 'conversations' | 'answers' | 'errors') => ({
    key,
    title: t(`companies.${key}`),
    cell: (row: Company) => figures.count(row[key]),
  })

  return (
    <ChartCard
      title={t('companies.title')}
      controls={<Finder />}
      note={more && t('companies.more', { count: figures.count(companies.length) })}
      hint={
        <>
          {t('companies.hint')} <Link to="/choose-tenant">{t('companies.choose')}</Link>
        </>
      }
      table={
        <FigureTable
          label={t('companies.title')}
          empty={t('nothing')}
          rows={companies}
          rowKey={(row) => row.tenant_id}
          columns={[
            {
              key: 'name',
              title: t('companies.company'),
              cell: (row) => (
                <>
                  {row.name}
                  {row.tenant_id === tenant.id && (
                    <Text span size="xs" c="dimmed">
                      {` · ${t('companies.here')}`}
                    </Text>
                  )}
                </>
              ),
            },
            count('inboxes'),
            count('conversations'),
            count('answers'),
            count('errors'),
            { key: 'p95', title: t('companies.p95'), cell: (row) => figures.ms(row.p95_ms) },
            { key: 'tokens', title: t('tokens'), cell: (row) => figures.count(row.total_tokens), bar: (row) => row.total_tokens },
            { key: 'cost', title: t('cost.cost'), cell: (row) => figures.usd(row.cost_micro_usd), bar: (row) => row.cost_micro_usd },
          ]}
        />
      }
    />
  )
}

function Finder() {
  const t = useTranslations('dashboards')
  const { search, change } = useDash()
  const [text, setText] = useState(search.company ?? '')
  const later = useDebouncedCallback((company: string) => change({ company: company.trim() || undefined }), 250)

  return (
    <TextInput
      size="xs"
      w={240}
      maxLength={100}
      aria-label={t('companies.search')}
      placeholder={t('companies.search')}
      leftSection={<IconSearch size={15} stroke={1.8} />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        later(event.currentTarget.value)
      }}
    />
  )
}
