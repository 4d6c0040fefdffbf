import { Alert, Button, Group, Modal } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'

import { CopyField } from '@/ui/CopyField'

/** The only time that a key is shown: closing by accident would lose it. */
export function CreatedKey({ value, onKept }: { value: string; onKept: () => void }) {
  const t = useTranslations('keys')

  return (
    <Modal
      opened
      onClose={onKept}
      title={t('createdTitle')}
      size="lg"
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <Alert color="clay" variant="light" mb="md" icon={<IconAlertTriangle size={18} />}>
        {t('createdText')}
      </Alert>
      <CopyField label={t('key')} value={value} />
      <Group justify="flex-end" mt="lg">
        <Button onClick={onKept}>{t('kept')}</Button>
      </Group>
    </Modal>
  )
}
