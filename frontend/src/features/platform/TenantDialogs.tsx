import { NumberInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { FormDialog } from '@/ui/FormDialog'
import { useNotify } from '@/ui/useNotify'

import { type Company, type TenantAct, useEnterTenant, useTenantAct } from './useTenants'

type Props = { tenant: Company; onClose: () => void }

const MINUTES = { '15': 'm15', '60': 'm60', '240': 'm240', '480': 'm480' } as const

export function EnterTenant({ tenant, onClose }: Props) {
  const t = useTranslations()
  const enter = useEnterTenant(tenant.id)
  const [reason, setReason] = useState('')
  const [minutes, setMinutes] = useState('60')

  return (
    <FormDialog
      title={t('platform.tenants.enterTitle', { name: tenant.name })}
      action={t('platform.tenants.enter')}
      busy={enter.isPending}
      error={enter.error}
      disabled={reason.trim() === ''}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        enter.mutate({ reason: reason.trim(), minutes: Number(minutes) })
      }}
    >
      <Stack gap="md">
        <Reason label={t('tenants.reason')} hint={t('tenants.reasonHint')} value={reason} onChange={setReason} />
        <Select
          label={t('acting.minutes')}
          description={t('acting.minutesHint')}
          allowDeselect={false}
          data={Object.entries(MINUTES).map(([value, name]) => ({ value, label: t(`acting.${name}`) }))}
          value={minutes}
          onChange={(value) => setMinutes(value ?? '60')}
        />
      </Stack>
    </FormDialog>
  )
}

export function EditTenant({ tenant, onClose }: Props) {
  const t = useTranslations('platform.tenants')
  const tCommon = useTranslations('common')
  const { act, run } = useRun(tenant, onClose)
  const [name, setName] = useState(tenant.name)
  const [plan, setPlan] = useState(tenant.plan)

  return (
    <FormDialog
      title={t('editTitle', { name: tenant.name })}
      action={tCommon('save')}
      busy={act.isPending}
      error={act.error}
      disabled={name.trim() === '' || plan.trim() === ''}
      onClose={onClose}
      onSubmit={run({ kind: 'edit', name: name.trim(), plan: plan.trim() })}
    >
      <Stack gap="md">
        <TextInput
          label={t('name')}
          maxLength={100}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput label={t('plan')} value={plan} onChange={(event) => setPlan(event.currentTarget.value)} />
      </Stack>
    </FormDialog>
  )
}

export function SuspendTenant({ tenant, onClose }: Props) {
  const t = useTranslations('platform.tenants')
  const { act, run } = useRun(tenant, onClose)
  const [reason, setReason] = useState('')

  return (
    <FormDialog
      title={t('suspendTitle', { name: tenant.name })}
      action={t('suspend')}
      busy={act.isPending}
      error={act.error}
      disabled={reason.trim() === ''}
      onClose={onClose}
      onSubmit={run({ kind: 'suspend', reason: reason.trim() })}
    >
      <Stack gap="md">
        <Text size="sm">{t('suspendText')}</Text>
        <Reason label={t('reason')} hint={t('reasonHint')} value={reason} onChange={setReason} />
      </Stack>
    </FormDialog>
  )
}

export function DeleteTenant({ tenant, onClose }: Props) {
  const t = useTranslations('platform.tenants')
  const { act, run } = useRun(tenant, onClose)
  const [reason, setReason] = useState('')
  const [confirm, setConfirm] = useState('')
  const [graceDays, setGraceDays] = useState<number | string>('')

  return (
    <FormDialog
      title={t('deleteTitle', { name: tenant.name })}
      action={t('delete')}
      busy={act.isPending}
      error={act.error}
      disabled={reason.trim() === '' || confirm !== tenant.slug}
      onClose={onClose}
      onSubmit={run({
        kind: 'delete',
        reason: reason.trim(),
        confirm,
        graceDays: typeof graceDays === 'number' ? graceDays : null,
      })}
    >
      <Stack gap="md">
        <Text size="sm">{t('deleteText')}</Text>
        <Reason label={t('reason')} hint={t('reasonHint')} value={reason} onChange={setReason} />
        <NumberInput
          label={t('graceDays')}
          description={t('graceHint')}
          min={1}
          max={365}
          allowDecimal={false}
          value={graceDays}
          onChange={setGraceDays}
        />
        <TextInput
          label={t('confirm', { slug: tenant.slug })}
          autoComplete="off"
          spellCheck={false}
          value={confirm}
          onChange={(event) => setConfirm(event.currentTarget.value)}
        />
      </Stack>
    </FormDialog>
  )
}

function Reason({
  label,
  hint,
  value,
  onChange,
}: {
  label: string
  hint: string
  value: string
  onChange: (value: string) => void
}) {
  return (
    <TextInput
      label={label}
      description={hint}
      maxLength={500}
      data-autofocus
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** Does it when the form is sent, says that it is done, and closes. */
function useRun(tenant: Company, onClose: () => void) {
  const t = useTranslations('platform.tenants')
  const { done } = useNotify()
  const act = useTenantAct(tenant.id)

  const run = (what: TenantAct) => (event: React.SyntheticEvent) => {
    event.preventDefault()
    act.mutate(what, {
      onSuccess() {
        done(t('done'))
        onClose()
      },
    })
  }
  return { act, run }
}
