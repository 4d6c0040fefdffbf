import { Alert, Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconPlugConnected, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'

import { api, dataOf, type Schema } from '@/lib/api'
import { ptBR } from '@/messages/ptBR'
import { useProblemText } from '@/ui/useProblemText'

type KnownFailure = keyof typeof ptBR.connection.failure

export function ConnectionTest({ url }: { url: string | null }) {
  const t = useTranslations('connection')
  const describe = useProblemText()
  const test = useMutation({
    mutationFn: () => api.POST('/api/settings/test-connection', { body: { agents_endpoint_url: url } }).then(dataOf),
  })

  return (
    <div aria-live="polite">
      <Button
        variant="default"
        leftSection={<IconPlugConnected size={17} />}
        loading={test.isPending}
        onClick={() => test.mutate()}
      >
        {t('test')}
      </Button>
      {test.data && <Report report={test.data} />}
      {test.isError && (
        <Alert mt="md" color="red" variant="light" icon={<IconX size={18} />} title={t('failed')}>
          {describe(test.error)}
        </Alert>
      )}
    </div>
  )
}

function Report({ report }: { report: Schema<'ConnectionReport'> }) {
  const t = useTranslations('connection')
  const { ok, status, target, latency_ms: ms, model, version, code } = report

  if (!ok) {
    return (
      <Alert mt="md" color="red" variant="light" icon={<IconX size={18} />} title={t('failed')}>
        {t(`failure.${isKnown(code) ? code : 'other'}`)}
      </Alert>
    )
  }
  const degraded = status !== 'ok'
  const connected = target === 'own' ? t('ok', { ms }) : t('okPlatform', { ms })
  return (
    <Alert
      mt="md"
      color={degraded ? 'clay' : 'petrol'}
      variant="light"
      icon={degraded ? <IconAlertTriangle size={18} /> : <IconCheck size={18} />}
      title={degraded ? t('degraded') : connected}
    >
      {t('model', { model: model ?? '–', version: version ?? '–' })}
    </Alert>
  )
}

function isKnown(code: string | null): code is KnownFailure {
  return code !== null && Object.hasOwn(ptBR.connection.failure, code)
}
