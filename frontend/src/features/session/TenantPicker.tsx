import { Skeleton, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBuilding, IconChevronRight, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { initials } from '@/lib/initials'
import { EmptyState } from '@/ui/EmptyState'
import { ProblemNotice } from '@/ui/ProblemNotice'

import classes from './TenantPicker.module.css'
import { useChooseTenant, useTenants } from './useTenants'

/** From this many on, a list wants a search field. */
const MANY = 6

/** In which company a MASTER works, and why: its people read the reason in their audit log. */
export function TenantPicker({ currentId }: { currentId: string | null }) {
  const t = useTranslations()
  const [search, setSearch] = useState('')
  const [words] = useDebouncedValue(search.trim(), 200)
  const tenants = useTenants(words)
  const choose = useChooseTenant()
  const [reason, setReason] = useState('')

  if (tenants.isPending) return <Loading label={t('app.loading')} />
  if (tenants.isError) {
    return <ProblemNotice title={t('problem.tenantsTitle')} error={tenants.error} retry={tenants.refetch} />
  }
  const { items, cursor } = tenants.data
  if (items.length === 0 && words === '') {
    return <EmptyState icon={<IconBuilding size={22} />} title={t('tenants.none')} hint={t('tenants.noneHint')} />
  }

  return (
    <>
      {choose.isError && (
        <ProblemNotice title={t('problem.title')} error={choose.error} retry={() => choose.reset()} />
      )}
      <TextInput
        label={t('tenants.reason')}
        description={t('tenants.reasonHint')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
        mb="md"
        required
        autoFocus
      />
      {(search !== '' || items.length >= MANY) && (
        <TextInput
          type="search"
          aria-label={t('tenants.search')}
          placeholder={t('tenants.search')}
          leftSection={<IconSearch size={16} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          mb="md"
        />
      )}
      {items.length === 0 && (
        <EmptyState
          icon={<IconSearch size={22} />}
          title={t('tenants.noMatch', { text: words })}
          hint={t('tenants.noMatchHint')}
        />
      )}
      <ul className={classes.list} aria-busy={tenants.isPlaceholderData}>
        {items.map((tenant) => (
          <li key={tenant.id}>
            <button
              type="button"
              className={classes.tenant}
              aria-current={tenant.id === currentId || undefined}
              disabled={choose.isPending || reason.trim() === ''}
              onClick={() => choose.mutate({ tenantId: tenant.id, reason })}
            >
              <span className={classes.initials} aria-hidden="true">
                {initials(tenant.name)}
              </span>
              <span className={classes.words}>
                <span className={classes.name}>{tenant.name}</span>
                <span className={classes.slug}>{tenant.slug}</span>
              </span>
              <IconChevronRight size={18} stroke={1.7} className={classes.arrow} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {cursor !== null && <p className={classes.more}>{t('tenants.more')}</p>}
    </>
  )
}

function Loading({ label }: { label: string }) {
  return (
    <div className="delayed" role="status" aria-label={label}>
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} height={64} mb={10} radius="md" />
      ))}
    </div>
  )
}
