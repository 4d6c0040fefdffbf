import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { CopyField } from '@/ui/CopyField'
import { FormDialog } from '@/ui/FormDialog'
import { PasswordField } from '@/ui/PasswordField'

import { CodeField } from './CodeField'
import { RecoveryCodes } from './RecoveryCodes'
import { useFactorConfirm, useFactorSetup } from './useAccount'

/** Password, QR code, first code, recovery codes: in this order. */
export function FactorSetup({ onClose, onOn }: { onClose: () => void; onOn: () => unknown }) {
  const t = useTranslations('account')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const setup = useFactorSetup()
  const confirm = useFactorConfirm()

  if (confirm.data) {
    return (
      <RecoveryCodes
        codes={confirm.data.codes}
        onKept={() => {
          onOn()
          onClose()
        }}
      />
    )
  }
  if (setup.data) {
    return (
      <FormDialog
        title={t('factor')}
        action={t('confirmCode')}
        busy={confirm.isPending}
        error={confirm.error}
        disabled={code.length < 6}
        onClose={onClose}
        onSubmit={(event) => {
          event.preventDefault()
          confirm.mutate(code)
        }}
      >
        <Scan setup={setup.data} />
        <CodeField label={t('thenCode')} value={code} onChange={setCode} />
      </FormDialog>
    )
  }
  return (
    <FormDialog
      title={t('factor')}
      action={t('goOn')}
      size="sm"
      busy={setup.isPending}
      error={setup.error}
      disabled={password === ''}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        setup.mutate(password)
      }}
    >
      <PasswordField
        size="sm"
        label={t('oldPassword')}
        description={t('passwordFirst')}
        autoComplete="current-password"
        data-autofocus
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

function Scan({ setup }: { setup: Schema<'SecondFactorSetup'> }) {
  const t = useTranslations('account')

  return (
    <Stack gap="md" mb="md">
      <Text size="sm">{t('scan')}</Text>
      {/* Readers want dark on white, in the dark theme as well. */}
      <img
        src={`data:image/svg+xml;utf8,${encodeURIComponent(setup.qr_svg)}`}
        alt={t('qr')}
        width={200}
        height={200}
        style={{ alignSelf: 'center', padding: 10, borderRadius: 10, background: '#fff' }}
      />
      <CopyField label={t('byHand')} value={setup.secret} />
    </Stack>
  )
}
