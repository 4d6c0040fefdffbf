import { SegmentedControl, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslations } from 'use-intl'

import type { SecretChange } from '@/ui/SecretField'
import { FormDialog } from '@/ui/FormDialog'
import { useFieldErrors } from '@/ui/useFieldErrors'
import { useNotify } from '@/ui/useNotify'

import { ModelFields } from './ModelFields'
import { ModelTest } from './ModelTest'
import { type Agent, useSaveAgent } from './useAgents'

export type AgentValues = ReturnType<typeof valuesOf>

function valuesOf(agent: Agent | null) {
  return {
    agent_type: agent?.agent_type ?? ('SDR' as const),
    name: agent?.name ?? '',
    persona: agent?.persona ?? '',
    tone: agent?.tone ?? '',
    products: agent?.products ?? '',
    provider: agent?.provider ?? ('' as const),
    model: agent?.model ?? '',
    fallback_model: agent?.fallback_model ?? '',
    base_url: agent?.base_url ?? '',
    api_key: undefined as SecretChange,
    temperature: agent?.temperature ?? ('' as const),
    max_output_tokens: agent?.max_output_tokens ?? ('' as const),
    max_tool_calls: agent?.max_tool_calls ?? ('' as const),
    max_turn_tokens: agent?.max_turn_tokens ?? ('' as const),
  }
}

/** Blank fields are none. A field of the model stands only beside a provider. */
function bodyOf({ api_key, provider, ...values }: AgentValues) {
  const text = (value: string) => value.trim() || null
  const number = (value: number | string) => (typeof value === 'number' ? value : null)
  const ofModel = provider !== '' && provider !== 'builtin'
  return {
    agent_type: values.agent_type,
    name: values.name.trim(),
    persona: text(values.persona),
    tone: text(values.tone),
    products: text(values.products),
    provider: provider === '' ? null : provider,
    model: ofModel ? text(values.model) : null,
    fallback_model: ofModel ? text(values.fallback_model) : null,
    base_url: ofModel ? text(values.base_url) : null,
    temperature: ofModel ? number(values.temperature) : null,
    max_output_tokens: ofModel ? number(values.max_output_tokens) : null,
    max_tool_calls: number(values.max_tool_calls),
    max_turn_tokens: number(values.max_turn_tokens),
    ...(ofModel && api_key !== undefined ? { api_key } : {}),
  }
}

export function AgentDialog({ agent, onClose }: { agent: Agent | null; onClose: () => void }) {
  const t = useTranslations('agents')
  const tCommon = useTranslations('common')
  const fieldErrors = useFieldErrors()
  const { done } = useNotify()
  const save = useSaveAgent(agent?.id ?? null)
  const form = useForm<AgentValues>({
    initialValues: valuesOf(agent),
    validate: { name: (value) => (value.trim() === '' ? t('nameMissing') : null) },
  })

  return (
    <FormDialog
      title={agent === null ? t('newTitle') : t('editTitle', { name: agent.name })}
      action={tCommon('save')}
      size="lg"
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={form.onSubmit((values) =>
        save.mutate(bodyOf(values), {
          onSuccess() {
            done(tCommon('saved'))
            onClose()
          },
          onError: (error) => form.setErrors(fieldErrors(error)),
        }),
      )}
    >
      <Stack gap="md">
        {agent === null && (
          <SegmentedControl
            aria-label={t('type')}
            fullWidth
            data={[
              { value: 'SDR', label: t('SDR') },
              { value: 'COPILOT', label: t('COPILOT') },
            ]}
            {...form.getInputProps('agent_type')}
          />
        )}
        <TextInput
          label={t('name')}
          description={t('nameHint')}
          maxLength={80}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Title order={3}>{t('voice')}</Title>
        <Textarea
          label={t('persona')}
          description={t('personaHint')}
          placeholder={t('personaPlaceholder')}
          autosize
          minRows={3}
          maxRows={10}
          maxLength={4000}
          {...form.getInputProps('persona')}
        />
        <TextInput label={t('tone')} description={t('toneHint')} maxLength={1000} {...form.getInputProps('tone')} />
        <Textarea
          label={t('products')}
          description={t('productsHint')}
          autosize
          minRows={3}
          maxRows={12}
          maxLength={8000}
          {...form.getInputProps('products')}
        />
        <div>
          <Title order={3}>{t('thinking')}</Title>
          <Text size="sm" c="dimmed">
            {t('providerHint')}
          </Text>
        </div>
        <ModelFields form={form} stored={agent?.api_key ?? null} />
        {agent !== null && <ModelTest agentId={agent.id} />}
      </Stack>
    </FormDialog>
  )
}
