import { Button, Group, Modal, Text } from '@mantine/core'
import { useTranslations } from 'use-intl'

import { CopyField } from '@/ui/CopyField'

/** A link to hand over, or that mail has it. */
export function HandOver({
  title,
  link,
  linkText,
  mailText,
  onClose,
}: {
  title: string
  link: string | null
  linkText: string
  mailText: string
  onClose: () => void
}) {
  const t = useTranslations()

  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <Text size="sm" mb="md">
        {link === null ? mailText : linkText}
      </Text>
      {link !== null && <CopyField label={t('people.link')} value={link} />}
      <Group justify="flex-end" mt="lg">
        <Button onClick={onClose}>{t('common.done')}</Button>
      </Group>
    </Modal>
  )
}
