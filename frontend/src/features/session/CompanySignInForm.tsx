import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'

import { api, dataOf } from '@/lib/api'

import { EntryProblem } from './EntryProblem'

/** Sends one to the company's own sign-in page. */
export function CompanySignInForm() {
  const t = useTranslations('entry')
  const start = useMutation({
    mutationFn: (slug: string) => api.POST('/api/auth/sso', { body: { slug } }).then(dataOf),
    onSuccess: ({ url }) => window.location.assign(url),
  })
  const form = useForm({
    initialValues: { slug: '' },
    validate: { slug: (value) => (value.trim() === '' ? t('slugMissing') : null) },
  })

  return (
    <form onSubmit={form.onSubmit(({ slug }) => start.mutate(slug.trim().toLowerCase()))} noValidate>
      <EntryProblem error={start.error} />
      <TextInput
        label={t('slug')}
        size="md"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        maxLength={63}
        {...form.getInputProps('slug')}
      />
      <Button type="submit" size="md" fullWidth mt="xl" loading={start.isPending}>
        {t('go')}
      </Button>
    </form>
  )
}
