import { NumberInput, Select, SimpleGrid, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { SecretField } from '@/ui/SecretField'

import type { AgentValues } from './AgentDialog'

/** Which model an agent thinks with, and how far it may go. */
export function ModelFields({
  form,
  stored,
}: {
  form: UseFormReturnType<AgentValues>
  stored: Schema<'SecretView'> | null
}) {
  const t = useTranslations('agents')
  const tSecret = useTranslations('secret')
  const { provider, api_key } = form.values
  const ofModel = provider !== '' && provider !== 'builtin'

  return (
    <>
      <Select
        label={t('provider')}
        allowDeselect={false}
        data={[
          { value: '', label: t('platform') },
          { value: 'builtin', label: t('builtin') },
          { value: 'openai', label: 'OpenAI' },
          { value: 'anthropic', label: 'Anthropic' },
          { value: 'bedrock', label: 'AWS Bedrock' },
          { value: 'google', label: 'Google' },
        ]}
        {...form.getInputProps('provider')}
      />
      {ofModel && (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
            <TextInput label={t('model')} maxLength={200} spellCheck={false} {...form.getInputProps('model')} />
            <TextInput
              label={t('fallback')}
              placeholder={t('fallbackHint')}
              maxLength={200}
              spellCheck={false}
              {...form.getInputProps('fallback_model')}
            />
          </SimpleGrid>
          <SecretField
            label={t('key')}
            hint={stored ? tSecret('dropHint') : undefined}
            stored={stored}
            value={api_key}
            error={form.errors.api_key}
            onChange={(value) => form.setFieldValue('api_key', value)}
          />
          <TextInput
            label={t('baseUrl')}
            description={t('baseUrlHint')}
            type="url"
            placeholder={t('urlExample')}
            {...form.getInputProps('base_url')}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
            <NumberInput
              label={t('temperature')}
              min={0}
              max={2}
              step={0.1}
              decimalScale={2}
              {...form.getInputProps('temperature')}
            />
            <NumberInput
              label={t('maxOutput')}
              min={64}
              max={32_000}
              allowDecimal={false}
              {...form.getInputProps('max_output_tokens')}
            />
          </SimpleGrid>
        </>
      )}
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <NumberInput
          label={t('maxCalls')}
          min={0}
          max={16}
          allowDecimal={false}
          {...form.getInputProps('max_tool_calls')}
        />
        <NumberInput
          label={t('maxTurn')}
          min={1000}
          max={1_000_000}
          allowDecimal={false}
          {...form.getInputProps('max_turn_tokens')}
        />
      </SimpleGrid>
    </>
  )
}
