import { Modal, Table, Text } from '@mantine/core'
import { useFormatter, useTranslations } from 'use-intl'

import { changedFields } from './changedFields'
import type { Entry } from './useAudit'
import { useActionWords } from './useActionWords'

export function EntryDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const t = useTranslations('audit')
  const tApp = useTranslations('app')
  const format = useFormatter()
  const words = useActionWords()
  const fields = changedFields(entry.old, entry.new)

  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('details', { action: words(entry.action) })}
      closeButtonProps={{ 'aria-label': tApp('close') }}
    >
      <Text size="sm" c="dimmed" mb="md">
        {format.dateTime(new Date(entry.created_at), { dateStyle: 'long', timeStyle: 'medium' })}
        {` · ${entry.actor.name ?? t(`actor.${entry.actor.kind}`)}`}
        {entry.address !== null && ` · ${entry.address}`}
      </Text>
      {fields.length === 0 ? (
        <Text size="sm">{t('noFields')}</Text>
      ) : (
        <Table.ScrollContainer minWidth={420}>
          <Table fz="sm" verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('field')}</Table.Th>
                <Table.Th>{t('before')}</Table.Th>
                <Table.Th>{t('after')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {fields.map(({ name, before, after }) => (
                <Table.Tr key={name} style={{ overflowWrap: 'anywhere', verticalAlign: 'top' }}>
                  <Table.Td ff="monospace">{name}</Table.Td>
                  <Table.Td c="dimmed">{before ?? '–'}</Table.Td>
                  <Table.Td>{after ?? '–'}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Text size="xs" c="dimmed" mt="md" style={{ overflowWrap: 'anywhere' }}>
        {`${t('hash')}: ${entry.hash}`}
        {` · ${entry.action}`}
        {entry.request_id !== null && ` · ${t('request')}: ${entry.request_id}`}
      </Text>
    </Modal>
  )
}
