import { Button, Group, Modal, SimpleGrid, Text } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { copyText } from '@/ui/CopyField'

/** Shown once: closing by accident (Escape, a click beside it) would lose them. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const t = useTranslations('account')
  const tCommon = useTranslations('common')
  const [copied, setCopied] = useState(false)

  return (
    <Modal
      opened
      onClose={onKept}
      title={t('codesTitle')}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <Text size="sm" c="dimmed" mb="md">
        {t('codesText')}
      </Text>
      <SimpleGrid cols={2} spacing="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {codes.map((code) => (
          <Text key={code} component="li" ff="monospace" size="sm">
            {code}
          </Text>
        ))}
      </SimpleGrid>
      <Group justify="space-between" mt="lg">
        <Button
          variant="default"
          leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          onClick={() => void copyText(codes.join('\n')).then(setCopied)}
        >
          <span aria-live="polite">{copied ? tCommon('copied') : t('copyCodes')}</span>
        </Button>
        <Button onClick={onKept} data-autofocus>
          {t('codesKept')}
        </Button>
      </Group>
    </Modal>
  )
}
