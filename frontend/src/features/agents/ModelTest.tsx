import { Alert, Button, Text } from '@mantine/core'
import { IconCheck, IconPlayerPlay, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'

import { api, dataOf, type Schema } from '@/lib/api'
import { ptBR } from '@/messages/ptBR'
import { useProblemText } from '@/ui/useProblemText'

type KnownFailure = keyof typeof ptBR.agents.testFailure

/** Asks the stored model something small; what is written above counts once it is saved. */
export function ModelTest({ agentId }: { agentId: string }) {
  const t = useTranslations('agents')
  const describe = useProblemText()
  const test = useMutation({
    mutationFn: () =>
      api.POST('/api/agents/{agent_id}/test-model', { params: { path: { agent_id: agentId } } }).then(dataOf),
  })

  return (
    <div aria-live="polite">
      <Button
        variant="default"
        leftSection={<IconPlayerPlay size={17} />}
        loading={test.isPending}
        onClick={() => test.mutate()}
      >
        {t('test')}
      </Button>
      <Text size="sm" c="dimmed" mt={4}>
        {t('testHint')}
      </Text>
      {test.data && <Report report={test.data} />}
      {test.isError && (
        <Alert mt="md" color="red" variant="light" icon={<IconX size={18} />} title={t('testFailed')}>
          {describe(test.error)}
        </Alert>
      )}
    </div>
  )
}

function Report({ report }: { report: Schema<'ModelReport'> }) {
  const t = useTranslations('agents')
  const { ok, target, model, latency_ms: ms, code } = report

  if (!ok) {
    return (
      <Alert mt="md" color="red" variant="light" icon={<IconX size={18} />} title={t('testFailed')}>
        {t(`testFailure.${isKnown(code) ? code : 'other'}`)}
      </Alert>
    )
  }
  return (
    <Alert mt="md" color="petrol" variant="light" icon={<IconCheck size={18} />} title={t('testOk')}>
      {target === 'builtin'
        ? t('testBuiltin')
        : t(target === 'own' ? 'testOwn' : 'testPlatform', { model: model ?? '–', ms: ms ?? 0 })}
    </Alert>
  )
}

function isKnown(code: string | null | undefined): code is KnownFailure {
  return code != null && Object.hasOwn(ptBR.agents.testFailure, code)
}
