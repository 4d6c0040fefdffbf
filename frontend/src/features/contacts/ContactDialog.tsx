import { Anchor, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { ApiProblem } from '@/lib/ApiProblem'
import { shownPhone } from '@/lib/phone'
import { FormDialog } from '@/ui/FormDialog'
import { useFieldErrors } from '@/ui/useFieldErrors'
import { useNotify } from '@/ui/useNotify'
import { useProblemText } from '@/ui/useProblemText'

import { type ContactForm, useSaveContact } from './useContactActions'
import type { Contact } from './useContacts'

/** A new contact, or another name for one. Its number is who it is: that never changes. */
export function ContactDialog({ contact, onClose }: { contact: Contact | null; onClose: () => void }) {
  const t = useTranslations('contacts')
  const tCommon = useTranslations('common')
  const navigate = useNavigate()
  const { done } = useNotify()
  const fieldErrors = useFieldErrors()
  const describe = useProblemText()
  const save = useSaveContact(contact)
  const form = useForm<ContactForm>({
    initialValues: { phone: '', name: contact?.name ?? '' },
    validate: { phone: (phone) => (contact === null && phone.trim() === '' ? t('phoneMissing') : null) },
  })
  const problem = save.isError ? ApiProblem.from(save.error) : null
  const known = problem?.contactId ?? null
  const ofPhone = problem !== null && (known !== null || problem.code === 'INVALID_PHONE_FORMAT')

  const submit = form.onSubmit((values) =>
    save.mutate(values, {
      onSuccess({ id }) {
        done(contact === null ? t('createdDone') : tCommon('saved'))
        onClose()
        if (contact === null) void navigate({ to: '/contacts/$contactId', params: { contactId: id } })
      },
      onError: (error) => form.setErrors(fieldErrors(error)),
    }),
  )

  return (
    <FormDialog
      title={contact === null ? t('new') : t('editTitle', { name: contact.name ?? shownPhone(contact) ?? t('nameless') })}
      action={contact === null ? t('create') : tCommon('save')}
      busy={save.isPending}
      error={ofPhone ? null : problem}
      onClose={onClose}
      onSubmit={submit}
    >
      <Stack gap="sm">
        {contact === null && (
          <TextInput
            data-autofocus
            type="tel"
            label={t('phone')}
            description={t('phoneHint')}
            required
            {...form.getInputProps('phone')}
            error={ofPhone ? <PhoneProblem text={describe(problem)} known={known} /> : form.errors.phone}
            onChange={(event) => {
              save.reset()
              form.setFieldValue('phone', event.currentTarget.value)
            }}
          />
        )}
        <TextInput
          {...(contact === null ? {} : { 'data-autofocus': true })}
          label={t('name')}
          description={t('nameHint')}
          maxLength={100}
          {...form.getInputProps('name')}
        />
      </Stack>
    </FormDialog>
  )
}

function PhoneProblem({ text, known }: { text: string; known: string | null }) {
  const t = useTranslations('contacts')

  return (
    <span role="alert">
      {text}{' '}
      {known !== null && (
        <Anchor
          size="xs"
          underline="always"
          renderRoot={(props) => <Link to="/contacts/$contactId" params={{ contactId: known }} {...props} />}
        >
          {t('openKnown')}
        </Anchor>
      )}
    </span>
  )
}
