import { Alert, Autocomplete, NumberInput, Select, Stack, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { useSettingsChange } from '@/lib/useCompanySettings'
import { SaveBar } from '@/ui/SaveBar'
import { type SecretChange, SecretField } from '@/ui/SecretField'
import { Section } from '@/ui/Section'
import { useFieldErrors } from '@/ui/useFieldErrors'
import { useNotify } from '@/ui/useNotify'

const LANGUAGES = [
  { value: 'pt-BR', label: 'Português (Brasil)' },
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
]
const ZONES = Intl.supportedValuesOf('timeZone')

type Settings = Schema<'SettingsView'>
/** `onSaved`: the name, the language or the time zone may be others now, everywhere. */
export type GeneralProps = { tenant: Schema<'TenantView'>; onSaved: () => void }

function valuesOf(settings: Settings) {
  return {
    name: settings.name,
    locale: settings.locale,
    timezone: settings.timezone,
    booking_enabled: settings.booking_enabled,
    booking_url: settings.booking_url ?? '',
    rag_enabled: settings.rag_enabled,
    rag_top_k: settings.rag_top_k,
    rag_match_threshold: settings.rag_match_threshold,
    crm_url: settings.crm_url ?? '',
    crm_token: undefined as SecretChange,
  }
}

export function GeneralForm({ tenant, settings, onSaved }: GeneralProps & { settings: Settings }) {
  const t = useTranslations('general')
  const tCommon = useTranslations('common')
  const tSecret = useTranslations('secret')
  const fieldErrors = useFieldErrors()
  const { done } = useNotify()
  const change = useSettingsChange()
  const form = useForm({
    initialValues: valuesOf(settings),
    validate: { name: (name) => (name.trim() === '' ? t('nameMissing') : null) },
  })
  const { values } = form
  const languages = LANGUAGES.some(({ value }) => value === settings.locale)
    ? LANGUAGES
    : [...LANGUAGES, { value: settings.locale, label: settings.locale }]

  const submit = form.onSubmit(({ booking_url, crm_url, crm_token, ...rest }) =>
    change.mutate(
      {
        ...rest,
        booking_url: booking_url.trim() || null,
        crm_url: crm_url.trim() || null,
        ...(crm_token === undefined ? {} : { crm_token }),
      },
      {
        onSuccess(after) {
          form.setInitialValues(valuesOf(after))
          form.setValues(valuesOf(after))
          done(tCommon('saved'))
          onSaved()
        },
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    ),
  )

  return (
    <form onSubmit={submit} noValidate>
      <Section title={t('company')} hint={t('companyHint')}>
        <Stack gap="md">
          <TextInput label={t('name')} maxLength={100} required {...form.getInputProps('name')} />
          <TextInput label={t('slug')} value={tenant.slug} readOnly variant="filled" />
        </Stack>
      </Section>
      <Section title={t('region')} hint={t('regionHint')}>
        <Stack gap="md">
          <Select label={t('locale')} data={languages} allowDeselect={false} {...form.getInputProps('locale')} />
          <Autocomplete
            label={t('timezone')}
            data={ZONES}
            limit={20}
            autoCapitalize="none"
            {...form.getInputProps('timezone')}
          />
          {settings.recounting && <Alert variant="light">{t('recounting')}</Alert>}
        </Stack>
      </Section>
      <Section title={t('booking')} hint={t('bookingHint')}>
        <Stack gap="md">
          <Switch label={t('bookingOn')} {...form.getInputProps('booking_enabled', { type: 'checkbox' })} />
          <TextInput
            label={t('bookingUrl')}
            type="url"
            placeholder={t('urlExample')}
            {...form.getInputProps('booking_url')}
          />
        </Stack>
      </Section>
      <Section title={t('knowledge')} hint={t('knowledgeHint')}>
        <Stack gap="md">
          <Switch label={t('rag')} {...form.getInputProps('rag_enabled', { type: 'checkbox' })} />
          <NumberInput
            label={t('topK')}
            min={1}
            max={20}
            allowDecimal={false}
            clampBehavior="strict"
            disabled={!values.rag_enabled}
            {...form.getInputProps('rag_top_k')}
          />
          <NumberInput
            label={t('threshold')}
            description={t('thresholdHint')}
            min={0}
            max={1}
            step={0.05}
            decimalScale={2}
            clampBehavior="strict"
            disabled={!values.rag_enabled}
            {...form.getInputProps('rag_match_threshold')}
          />
        </Stack>
      </Section>
      <Section title={t('crm')} hint={t('crmHint')}>
        <Stack gap="md">
          <TextInput label={t('crmUrl')} type="url" placeholder={t('urlExample')} {...form.getInputProps('crm_url')} />
          <SecretField
            label={t('crmToken')}
            hint={settings.crm_token ? tSecret('dropHint') : undefined}
            stored={settings.crm_token}
            value={values.crm_token}
            error={form.errors.crm_token}
            onChange={(value) => form.setFieldValue('crm_token', value)}
          />
        </Stack>
      </Section>
      <SaveBar dirty={form.isDirty()} busy={change.isPending} error={change.error} onReset={form.reset} />
    </form>
  )
}
