import { Button, Group, Select, Text, TextInput } from '@mantine/core'
import { IconBuildings, IconPlus, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useFormatter, useNow, useTranslations } from 'use-intl'

import { useSearchText } from '@/lib/useSearchText'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Moment } from '@/ui/Moment'
import { Page } from '@/ui/Page'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { Tag } from '@/ui/Tag'

import { NewTenantDialog } from './NewTenantDialog'
import { TenantMenu } from './TenantMenu'
import { type Company, type TenantFilters, useTenantList } from './useTenants'

const STATES = ['active', 'suspended', 'deleting'] as const
const COLORS = { active: 'green', suspended: 'yellow', deleting: 'red' } as const

export function TenantsPage({
  filters,
  onFilters,
}: {
  filters: TenantFilters
  onFilters: (filters: TenantFilters) => void
}) {
  const t = useTranslations('platform.tenants')
  const tPage = useTranslations('platform.page')
  const tCommon = useTranslations('common')
  const tenants = useTenantList(filters)
  const [making, setMaking] = useState(false)
  const filtered = filters.search !== undefined || filters.status !== undefined
  const newTenant = (
    <Button leftSection={<IconPlus size={17} />} onClick={() => setMaking(true)}>
      {t('new')}
    </Button>
  )

  return (
    <Page
      title={tPage('tenants')}
      description={t('description')}
      wide
      actions={newTenant}
      tabs={<Filters filters={filters} onFilters={onFilters} />}
    >
      {tenants.isError ? (
        <ProblemNotice title={tCommon('loadFailed')} error={tenants.error} retry={tenants.refetch} />
      ) : (
        <DataTable
          label={tPage('tenants')}
          rows={tenants.data?.pages.flatMap((page) => page.items)}
          rowKey={(tenant) => tenant.id}
          more={tenants.hasNextPage ? { loading: tenants.isFetchingNextPage, load: tenants.fetchNextPage } : null}
          empty={
            <EmptyState
              icon={<IconBuildings size={22} />}
              title={filtered ? t('emptyFiltered') : t('empty')}
              hint={filtered ? t('emptyFilteredHint') : t('emptyHint')}
            >
              {!filtered && newTenant}
            </EmptyState>
          }
          columns={[
            {
              key: 'name',
              title: t('name'),
              cell: (tenant) => (
                <>
                  <Text size="sm" fw={580}>
                    {tenant.name}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {tenant.slug}
                  </Text>
                </>
              ),
            },
            { key: 'state', title: t('state'), cell: (tenant) => <State tenant={tenant} /> },
            { key: 'plan', title: t('plan'), optional: true, cell: (tenant) => tenant.plan },
            { key: 'people', title: t('people'), numeric: true, optional: true, cell: (tenant) => tenant.people },
            { key: 'inboxes', title: t('inboxes'), numeric: true, optional: true, cell: (tenant) => tenant.inboxes },
            {
              key: 'last',
              title: t('lastMessage'),
              optional: true,
              cell: (tenant) => <Moment at={tenant.last_message_at} />,
            },
            { key: 'menu', title: '', width: 48, cell: (tenant) => <TenantMenu tenant={tenant} /> },
          ]}
        />
      )}
      {making && <NewTenantDialog onClose={() => setMaking(false)} />}
    </Page>
  )
}

function Filters({ filters, onFilters }: { filters: TenantFilters; onFilters: (filters: TenantFilters) => void }) {
  const t = useTranslations('platform.tenants')
  const { status } = filters
  const { field, text, write } = useSearchText(filters.search ?? '', (search) =>
    onFilters({ ...(search !== '' && { search }), ...(status && { status }) }),
  )

  return (
    <Group gap="sm">
      <TextInput
        ref={field}
        aria-label={t('search')}
        placeholder={t('search')}
        size="sm"
        w={260}
        leftSection={<IconSearch size={16} />}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <Select
        aria-label={t('state')}
        size="sm"
        w={180}
        allowDeselect={false}
        data={[{ value: '', label: t('anyState') }, ...STATES.map((one) => ({ value: one, label: t(one) }))]}
        value={status ?? ''}
        onChange={(value) => {
          const chosen = STATES.find((one) => one === value)
          onFilters({ ...(text.trim() && { search: text.trim() }), ...(chosen && { status: chosen }) })
        }}
      />
    </Group>
  )
}

function State({ tenant }: { tenant: Company }) {
  const t = useTranslations('platform.tenants')
  const format = useFormatter()
  const now = useNow()
  const { status, delete_after, status_reason } = tenant

  return (
    <>
      <Tag color={COLORS[status]}>{t(status)}</Tag>
      {status === 'deleting' && delete_after !== null && (
        <Text size="xs" c="dimmed">
          {t('deletesAt', { when: format.relativeTime(new Date(delete_after), now) })}
        </Text>
      )}
      {status !== 'active' && status_reason !== null && (
        <Text size="xs" c="dimmed" lineClamp={1} title={status_reason}>
          {status_reason}
        </Text>
      )}
    </>
  )
}
