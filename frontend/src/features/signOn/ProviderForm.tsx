import { Alert, Button, Group, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { api, dataOf, type Schema } from '@/lib/api'
import { Confirm } from '@/ui/Confirm'
import { CopyField } from '@/ui/CopyField'
import { SaveBar } from '@/ui/SaveBar'
import { type SecretChange, SecretField } from '@/ui/SecretField'
import { Section } from '@/ui/Section'
import { useFieldErrors } from '@/ui/useFieldErrors'
import { useNotify } from '@/ui/useNotify'

import { signOnKey } from './signOnKey'

type Provider = Schema<'ProviderView'>
type GivenRole = NonNullable<Provider['new_people_role']>
const ROLES: readonly GivenRole[] = ['VIEWER', 'TENANT_USER', 'TENANT_ADMIN']

export function ProviderForm({ provider, slug }: { provider: Provider | null; slug: string }) {
  const t = useTranslations()
  const fieldErrors = useFieldErrors()
  const { done } = useNotify()
  const queryClient = useQueryClient()
  const [asking, setAsking] = useState(false)
  const anew = () => queryClient.invalidateQueries({ queryKey: signOnKey })
  const save = useMutation({
    mutationFn: (body: Schema<'ProviderBody'>) => api.PUT('/api/identity-provider', { body }).then(dataOf),
    onSuccess: anew,
  })
  const remove = useMutation({ mutationFn: () => api.DELETE('/api/identity-provider'), onSuccess: anew })
  const form = useForm({
    initialValues: {
      issuer: provider?.issuer ?? '',
      client_id: provider?.client_id ?? '',
      secret: undefined as SecretChange,
      domains: provider?.allowed_domains.join(', ') ?? '',
      role: provider?.new_people_role ?? '',
      enabled: provider?.enabled ?? true,
    },
  })
  const { values } = form

  const submit = form.onSubmit(({ issuer, client_id, secret, domains, role, enabled }) =>
    save.mutate(
      {
        issuer: issuer.trim(),
        client_id: client_id.trim(),
        ...(typeof secret === 'string' ? { client_secret: secret } : {}),
        allowed_domains: domains.split(/[\s,;]+/).filter(Boolean),
        new_people_role: ROLES.find((one) => one === role) ?? null,
        enabled,
      },
      {
        onSuccess: () => done(t('common.saved')),
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    ),
  )

  return (
    <form onSubmit={submit} noValidate>
      <Section title={t('signOn.provider')} hint={t('signOn.providerHint')}>
        <Stack gap="md">
          {provider && (
            <>
              <Alert variant="light">{t('signOn.how', { slug })}</Alert>
              <CopyField label={t('signOn.redirect')} value={provider.redirect_uri} />
            </>
          )}
          <TextInput
            label={t('signOn.issuer')}
            type="url"
            placeholder={t('signOn.issuerExample')}
            {...form.getInputProps('issuer')}
          />
          <TextInput label={t('signOn.clientId')} spellCheck={false} {...form.getInputProps('client_id')} />
          <SecretField
            label={t('signOn.secret')}
            stored={provider?.has_secret ? { ends_in: null, changed_at: provider.updated_at } : null}
            value={values.secret}
            error={form.errors.client_secret}
            onChange={(value) => form.setFieldValue('secret', value)}
          />
          <Switch label={t('signOn.enabled')} {...form.getInputProps('enabled', { type: 'checkbox' })} />
        </Stack>
      </Section>
      <Section title={t('signOn.people')} hint={t('signOn.peopleHint')}>
        <Stack gap="md">
          <TextInput
            label={t('signOn.domains')}
            description={t('signOn.domainsHint')}
            placeholder={t('signOn.domainsExample')}
            {...form.getInputProps('domains')}
          />
          <Select
            label={t('signOn.newRole')}
            allowDeselect={false}
            data={[
              { value: '', label: t('signOn.onlyInvited') },
              ...ROLES.map((role) => ({ value: role, label: t(`user.role.${role}`) })),
            ]}
            {...form.getInputProps('role')}
          />
          {provider && (
            <Group>
              <Button variant="default" color="red" onClick={() => setAsking(true)}>
                <Text span c="red" inherit>
                  {t('signOn.off')}
                </Text>
              </Button>
            </Group>
          )}
        </Stack>
      </Section>
      <SaveBar
        dirty={form.isDirty() && values.issuer !== '' && values.client_id !== ''}
        busy={save.isPending}
        error={save.error}
        onReset={form.reset}
      />
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('signOn.offTitle')}
        text={t('signOn.offText')}
        action={t('signOn.off')}
        danger
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() =>
          remove.mutate(undefined, {
            onSuccess() {
              setAsking(false)
              done(t('signOn.removed'))
            },
          })
        }
      />
    </form>
  )
}
