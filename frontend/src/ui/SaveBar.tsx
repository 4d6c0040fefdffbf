import { Alert, Button, Group } from '@mantine/core'
import { useTranslations } from 'use-intl'

import { useProblemText } from './useProblemText'

/** The end of a form: save, or go back to what is stored. */
export function SaveBar({
  dirty,
  busy,
  error,
  onReset,
}: {
  dirty: boolean
  busy: boolean
  error: unknown
  onReset: () => void
}) {
  const t = useTranslations('common')
  const describe = useProblemText()

  return (
    <div style={{ marginTop: '1.75rem', paddingTop: '1.25rem', borderTop: '1px solid var(--line)' }}>
      {error !== null && (
        <Alert color="red" variant="light" role="alert" mb="md" title={t('saveFailed')}>
          {describe(error)}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" disabled={!dirty || busy} onClick={onReset}>
          {t('discard')}
        </Button>
        <Button type="submit" loading={busy} disabled={!dirty}>
          {t('save')}
        </Button>
      </Group>
    </div>
  )
}
