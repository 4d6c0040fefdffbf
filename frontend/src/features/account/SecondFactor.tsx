import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { FormDialog } from '@/ui/FormDialog'
import { PasswordField } from '@/ui/PasswordField'
import { Tag } from '@/ui/Tag'
import { useNotify } from '@/ui/useNotify'

import { CodeField } from './CodeField'
import { FactorSetup } from './FactorSetup'
import { RecoveryCodes } from './RecoveryCodes'
import { useFactorOff, useNewRecoveryCodes } from './useAccount'

export function SecondFactor({ on, onChanged }: { on: boolean; onChanged: () => unknown }) {
  const t = useTranslations('account')
  const [open, setOpen] = useState<'setup' | 'off' | 'codes' | null>(null)
  const close = () => setOpen(null)

  return (
    <>
      <Group justify="space-between">
        <Tag color={on ? 'green' : 'gray'}>{on ? t('factorOn') : t('factorOff')}</Tag>
        {on ? (
          <Group gap="sm">
            <Button variant="default" onClick={() => setOpen('codes')}>
              {t('newCodes')}
            </Button>
            <Button variant="default" onClick={() => setOpen('off')}>
              {t('turnOff')}
            </Button>
          </Group>
        ) : (
          <Button onClick={() => setOpen('setup')}>{t('turnOn')}</Button>
        )}
      </Group>
      {open === 'setup' && <FactorSetup onClose={close} onOn={onChanged} />}
      {open === 'off' && <TurnOff onClose={close} onOff={onChanged} />}
      {open === 'codes' && <NewCodes onClose={close} />}
    </>
  )
}

function TurnOff({ onClose, onOff }: { onClose: () => void; onOff: () => unknown }) {
  const t = useTranslations('account')
  const { done } = useNotify()
  const [password, setPassword] = useState('')
  const off = useFactorOff()

  return (
    <FormDialog
      title={t('offTitle')}
      action={t('turnOff')}
      size="sm"
      busy={off.isPending}
      error={off.error}
      disabled={password === ''}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        off.mutate(password, {
          onSuccess() {
            done(t('offDone'))
            onOff()
            onClose()
          },
        })
      }}
    >
      <PasswordField
        size="sm"
        label={t('oldPassword')}
        description={t('offText')}
        autoComplete="current-password"
        data-autofocus
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

function NewCodes({ onClose }: { onClose: () => void }) {
  const t = useTranslations('account')
  const [code, setCode] = useState('')
  const make = useNewRecoveryCodes()

  if (make.data) return <RecoveryCodes codes={make.data.codes} onKept={onClose} />
  return (
    <FormDialog
      title={t('newCodes')}
      action={t('goOn')}
      size="sm"
      busy={make.isPending}
      error={make.error}
      disabled={code.length < 6}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        make.mutate(code)
      }}
    >
      <CodeField label={t('code')} hint={t('codesNeed')} value={code} onChange={setCode} />
    </FormDialog>
  )
}
