import { NumberInput, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { useSettingsChange } from '@/lib/useCompanySettings'
import { SaveBar } from '@/ui/SaveBar'
import { type SecretChange, SecretField } from '@/ui/SecretField'
import { Section } from '@/ui/Section'
import { useFieldErrors } from '@/ui/useFieldErrors'
import { useNotify } from '@/ui/useNotify'

import { ConnectionTest } from './ConnectionTest'

type Settings = Schema<'SettingsView'>

function valuesOf(settings: Settings) {
  return {
    agents_endpoint_url: settings.agents_endpoint_url ?? '',
    agent_key: undefined as SecretChange,
    seconds: settings.agents_timeout_ms / 1000,
    default_agent_type: settings.default_agent_type,
  }
}

export function ConnectionForm({ settings }: { settings: Settings }) {
  const t = useTranslations('connection')
  const tCommon = useTranslations('common')
  const tSecret = useTranslations('secret')
  const fieldErrors = useFieldErrors()
  const { done } = useNotify()
  const change = useSettingsChange()
  const form = useForm({ initialValues: valuesOf(settings) })

  const submit = form.onSubmit(({ agents_endpoint_url, agent_key, seconds, default_agent_type }) =>
    change.mutate(
      {
        agents_endpoint_url: agents_endpoint_url.trim() || null,
        agents_timeout_ms: Math.round(seconds * 1000),
        default_agent_type,
        ...(agent_key === undefined ? {} : { agent_key }),
      },
      {
        onSuccess(after) {
          form.setInitialValues(valuesOf(after))
          form.setValues(valuesOf(after))
          done(tCommon('saved'))
        },
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    ),
  )

  return (
    <form onSubmit={submit} noValidate>
      <Section title={t('where')} hint={t('whereHint')}>
        <Stack gap="md">
          <TextInput
            label={t('url')}
            description={t('urlHint')}
            type="url"
            placeholder={t('urlExample')}
            {...form.getInputProps('agents_endpoint_url')}
          />
          <SecretField
            label={t('key')}
            hint={settings.agent_key ? tSecret('dropHint') : t('keyHint')}
            stored={settings.agent_key}
            value={form.values.agent_key}
            error={form.errors.agent_key}
            onChange={(value) => form.setFieldValue('agent_key', value)}
          />
          <NumberInput
            label={t('timeout')}
            min={1}
            max={120}
            clampBehavior="strict"
            {...form.getInputProps('seconds')}
          />
        </Stack>
      </Section>
      <Section title={t('testTitle')} hint={t('testHint')}>
        <ConnectionTest url={form.values.agents_endpoint_url.trim() || null} />
      </Section>
      <Section title={t('defaultType')} hint={t('defaultTypeHint')}>
        <SegmentedControl
          aria-label={t('defaultType')}
          data={['SDR', 'COPILOT']}
          {...form.getInputProps('default_agent_type')}
        />
      </Section>
      <SaveBar dirty={form.isDirty()} busy={change.isPending} error={change.error} onReset={form.reset} />
    </form>
  )
}
