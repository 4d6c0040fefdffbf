import { Alert, Button, Group, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

import { useProblemText } from './useProblemText'

/** A form over the page. A failed try stays open and says why. */
export function FormDialog({
  title,
  action,
  busy = false,
  error = null,
  disabled = false,
  size = 'md',
  onClose,
  onSubmit,
  children,
}: {
  title: string
  /** The verb on the button. */
  action: string
  busy?: boolean
  error?: unknown
  disabled?: boolean
  size?: 'sm' | 'md' | 'lg' | 'xl'
  onClose: () => void
  onSubmit: (event: React.SubmitEvent<HTMLFormElement>) => void
  children: ReactNode
}) {
  const t = useTranslations('app')
  const describe = useProblemText()

  return (
    <Modal opened onClose={onClose} title={title} size={size} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={onSubmit} noValidate>
        {error !== null && (
          <Alert color="red" variant="light" role="alert" mb="md">
            {describe(error)}
          </Alert>
        )}
        {children}
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={disabled}>
            {action}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
