import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconDownload, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { shownPhone } from '@/lib/phone'
import { Confirm } from '@/ui/Confirm'
import { CopyField } from '@/ui/CopyField'

import { Card } from './Card'
import { useErase } from './useContactActions'
import type { Contact } from './useContacts'

/** What the law gives a person (LGPD, article 18). For who administers. */
export function DataProtection({ contact }: { contact: Contact }) {
  const t = useTranslations('contacts')
  const erase = useErase(contact.id)
  const [asking, setAsking] = useState(false)
  const [receipt, setReceipt] = useState<Schema<'ErasureReceipt'> | null>(null)
  const erased = contact.anonymised_at !== null

  return (
    <Card title={t('dataProtection')}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm" c="dimmed">
          {erased ? t('erasedHint') : t('dataHint')}
        </Text>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconDownload size={16} />}
          component="a"
          href={`/api/contacts/${contact.id}/export`}
          download
        >
          {t('export')}
        </Button>
        {!erased && (
          <Button variant="light" color="red" size="sm" leftSection={<IconTrash size={16} />} onClick={() => setAsking(true)}>
            {t('erase')}
          </Button>
        )}
      </Stack>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('eraseTitle', { name: contact.name ?? shownPhone(contact) ?? t('nameless') })}
        text={t('eraseText')}
        action={t('erase')}
        danger
        busy={erase.isPending}
        error={erase.error}
        onConfirm={() =>
          erase.mutate(undefined, {
            onSuccess(given) {
              setAsking(false)
              setReceipt(given)
            },
          })
        }
      />
      {receipt && <Receipt receipt={receipt} onClose={() => setReceipt(null)} />}
    </Card>
  )
}

/** What one can answer the person with. */
function Receipt({ receipt, onClose }: { receipt: Schema<'ErasureReceipt'>; onClose: () => void }) {
  const t = useTranslations('contacts')
  const tApp = useTranslations('app')
  const tCommon = useTranslations('common')
  const format = useFormatter()

  return (
    <Modal opened onClose={onClose} title={t('receiptTitle')} closeButtonProps={{ 'aria-label': tApp('close') }}>
      <Text size="sm" mb="md">
        {t('receiptText', {
          at: format.dateTime(new Date(receipt.erased_at), { dateStyle: 'long', timeStyle: 'short' }),
          rows: Object.values(receipt.counts).reduce((sum, rows) => sum + rows, 0),
        })}
      </Text>
      <CopyField label={t('receipt')} value={receipt.receipt_id} />
      <Group justify="flex-end" mt="lg">
        <Button onClick={onClose}>{tCommon('done')}</Button>
      </Group>
    </Modal>
  )
}
