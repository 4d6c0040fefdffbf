import { Button, Group, PasswordInput, Text } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useState } from 'react'
import { useFormatter, useNow, useTranslations } from 'use-intl'

/** What a form does with a stored secret: leave it (undefined), take it away (null), or set a new one. */
export type SecretChange = string | null | undefined

/** A secret that is stored and never shown again. */
export function SecretField({
  label,
  hint,
  stored,
  value,
  error,
  onChange,
}: {
  label: string
  hint?: string | undefined
  stored: { ends_in: string | null; changed_at: string | null } | null
  value: SecretChange
  error?: React.ReactNode
  onChange: (value: SecretChange) => void
}) {
  const t = useTranslations('secret')
  const format = useFormatter()
  const now = useNow()
  const [writing, setWriting] = useState(false)

  if (stored === null || writing || typeof value === 'string') {
    return (
      <PasswordInput
        label={label}
        description={hint}
        autoComplete="off"
        error={error}
        value={value ?? ''}
        onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
      />
    )
  }
  const when = stored.changed_at === null ? '' : format.relativeTime(new Date(stored.changed_at), now)
  return (
    <div>
      <Text size="sm" fw={500} component="div">
        {label}
      </Text>
      <Group justify="space-between" mt={4}>
        <Group gap="xs">
          <IconKey size={16} stroke={1.7} aria-hidden="true" />
          <Text size="sm" c="dimmed">
            {value === null && t('removed')}
            {value === undefined && (stored.ends_in ? t('keptEnds', { ends: stored.ends_in, when }) : t('kept', { when }))}
          </Text>
        </Group>
        <Group gap="xs">
          <Button size="compact-sm" variant="default" onClick={() => setWriting(true)}>
            {t('replace')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => onChange(value === null ? undefined : null)}>
            {value === null ? t('undo') : t('remove')}
          </Button>
        </Group>
      </Group>
    </div>
  )
}
