import { Button, Group, Modal, Text } from '@mantine/core'
import { useTranslations } from 'use-intl'

import { useProblemText } from './useProblemText'

/**
 * Asks before something that cannot be taken back. The page keeps `opened`; a failed try stays open and
 * says why.
 */
export function Confirm({
  opened,
  onClose,
  title,
  text,
  action,
  danger = false,
  busy = false,
  error = null,
  onConfirm,
}: {
  opened: boolean
  onClose: () => void
  title: string
  text: string
  /** The verb on the button: "Delete", never "OK". */
  action: string
  danger?: boolean
  busy?: boolean
  error?: unknown
  onConfirm: () => void
}) {
  const t = useTranslations('app')
  const describe = useProblemText()

  return (
    <Modal opened={opened} onClose={onClose} title={title} size="sm" centered closeButtonProps={{ 'aria-label': t('close') }}>
      <Text size="md">{text}</Text>
      {error !== null && (
        <Text role="alert" c="red" size="sm" mt="sm">
          {describe(error)}
        </Text>
      )}
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button {...(danger ? { color: 'red' } : {})} loading={busy} onClick={onConfirm} data-autofocus>
          {action}
        </Button>
      </Group>
    </Modal>
  )
}
