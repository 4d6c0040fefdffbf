import { Button, Group, Modal, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { leadTitle } from './leadStates'
import type { Move } from './useLeadActions'

/** Before a move that nothing takes back: asks, and offers to say why. */
export function MoveReason({
  move,
  onClose,
  onConfirm,
}: {
  move: Move | null
  onClose: () => void
  onConfirm: (move: Move) => void
}) {
  const t = useTranslations()

  return (
    <Modal
      opened={move !== null}
      onClose={onClose}
      title={move && t(`leads.endTitle.${move.to === 'CLOSED' ? 'CLOSED' : 'UNQUALIFIED'}`)}
      size="sm"
      centered
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {move && <Reason move={move} onClose={onClose} onConfirm={onConfirm} />}
    </Modal>
  )
}

function Reason({ move, onClose, onConfirm }: { move: Move; onClose: () => void; onConfirm: (move: Move) => void }) {
  const t = useTranslations()
  const [reason, setReason] = useState('')

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onConfirm({ ...move, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) })
      }}
    >
      <Text size="md">{t('leads.endText', { name: leadTitle(move.lead, t('leads.nameless')) })}</Text>
      <Textarea
        mt="md"
        data-autofocus
        label={t('leads.reason')}
        description={t('leads.reasonHint')}
        maxLength={4000}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('app.cancel')}
        </Button>
        <Button type="submit" color="red">
          {t(`leads.end.${move.to === 'CLOSED' ? 'CLOSED' : 'UNQUALIFIED'}`)}
        </Button>
      </Group>
    </form>
  )
}
