import { NumberInput, SegmentedControl, Select, Stack, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'

import { api, dataOf, type Schema } from '@/lib/api'
import { SaveBar } from '@/ui/SaveBar'
import { Section } from '@/ui/Section'
import { useFieldErrors } from '@/ui/useFieldErrors'
import { useNotify } from '@/ui/useNotify'

import { platformKeys } from './platformKeys'

export function DefaultsForm({ defaults }: { defaults: Schema<'DefaultsView'> }) {
  const t = useTranslations('platform.defaults')
  const tCommon = useTranslations('common')
  const tLocale = useTranslations('locale')
  const fieldErrors = useFieldErrors()
  const queryClient = useQueryClient()
  const { done } = useNotify()
  const save = useMutation({
    mutationFn: (body: Schema<'DefaultsPatch'>) => api.PATCH('/api/admin/defaults', { body }).then(dataOf),
    onSuccess: (after) => queryClient.setQueryData(platformKeys.defaults(), after),
  })
  const form = useForm({ initialValues: { ...defaults, seconds: defaults.agents_timeout_ms / 1000 } })

  const submit = form.onSubmit(({ seconds, ...values }) =>
    save.mutate(
      { ...values, agents_timeout_ms: Math.round(seconds * 1000) },
      {
        onSuccess() {
          form.resetDirty()
          done(tCommon('saved'))
        },
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    ),
  )

  return (
    <form onSubmit={submit} noValidate>
      <Section title={t('region')}>
        <Stack gap="md">
          <Select
            label={t('locale')}
            allowDeselect={false}
            data={[...new Set(['pt-BR', 'en', defaults.locale])].map((value) => ({
              value,
              label: value === 'pt-BR' || value === 'en' ? tLocale(value) : value,
            }))}
            {...form.getInputProps('locale')}
          />
          <TextInput label={t('timezone')} spellCheck={false} {...form.getInputProps('timezone')} />
          <TextInput label={t('plan')} {...form.getInputProps('plan')} />
        </Stack>
      </Section>
      <Section title={t('agents')}>
        <Stack gap="md" align="flex-start">
          <SegmentedControl
            aria-label={t('type')}
            data={['SDR', 'COPILOT']}
            {...form.getInputProps('default_agent_type')}
          />
          <NumberInput
            w="100%"
            label={t('timeout')}
            min={1}
            max={120}
            clampBehavior="strict"
            {...form.getInputProps('seconds')}
          />
        </Stack>
      </Section>
      <Section title={t('knowledge')}>
        <Stack gap="md">
          <Switch label={t('rag')} {...form.getInputProps('rag_enabled', { type: 'checkbox' })} />
          <NumberInput
            label={t('topK')}
            min={1}
            max={20}
            allowDecimal={false}
            clampBehavior="strict"
            {...form.getInputProps('rag_top_k')}
          />
          <NumberInput
            label={t('threshold')}
            min={0}
            max={1}
            step={0.05}
            decimalScale={2}
            clampBehavior="strict"
            {...form.getInputProps('rag_match_threshold')}
          />
        </Stack>
      </Section>
      <Section title={t('deletion')} hint={t('deletionHint')}>
        <NumberInput
          label={t('grace')}
          min={1}
          max={365}
          allowDecimal={false}
          clampBehavior="strict"
          {...form.getInputProps('delete_grace_days')}
        />
      </Section>
      <SaveBar dirty={form.isDirty()} busy={save.isPending} error={save.error} onReset={form.reset} />
    </form>
  )
}
