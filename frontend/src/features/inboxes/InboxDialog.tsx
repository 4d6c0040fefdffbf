import { Select, SimpleGrid, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { FormDialog } from '@/ui/FormDialog'
import { useFieldErrors } from '@/ui/useFieldErrors'
import { useNotify } from '@/ui/useNotify'

import { hoursOf, oddDay, usualWeek, weekOf } from './hours'
import { HoursField } from './HoursField'
import { AGENT_TYPES, choiceOf, type Inbox, useSaveInbox } from './useInboxSettings'

function valuesOf(inbox: Inbox | null) {
  return {
    name: inbox?.name ?? '',
    default_agent_type: inbox === null || inbox.inherits_agent_type ? ('' as const) : inbox.default_agent_type,
    greeting: inbox?.greeting ?? '',
    away_message: inbox?.away_message ?? '',
    hasHours: inbox?.business_hours != null,
    week: inbox?.business_hours ? weekOf(inbox.business_hours) : usualWeek(),
  }
}

export function InboxDialog({
  inbox,
  timezone,
  agents,
  onClose,
}: {
  inbox: Inbox | null
  timezone: string
  agents: readonly Schema<'AgentView'>[]
  onClose: () => void
}) {
  const t = useTranslations('inboxes')
  const tCommon = useTranslations('common')
  const fieldErrors = useFieldErrors()
  const { done } = useNotify()
  const save = useSaveInbox(inbox?.id ?? null)
  const before = choiceOf(agents, inbox?.id ?? '')
  const form = useForm({
    initialValues: { ...valuesOf(inbox), agents: before },
    validate: {
      name: (value) => (value.trim() === '' ? t('nameMissing') : null),
      week: (week, { hasHours }) => {
        const day = hasHours ? oddDay(week) : null
        return day === null ? null : t('spanOdd', { day: t(`day.${day}`) })
      },
    },
  })
  const { values } = form

  const submit = form.onSubmit(({ name, default_agent_type, greeting, away_message, hasHours, week, agents: after }) =>
    save.mutate(
      {
        body: {
          name: name.trim(),
          default_agent_type: default_agent_type === '' ? null : default_agent_type,
          greeting: greeting.trim() || null,
          away_message: away_message.trim() || null,
          business_hours: hasHours ? hoursOf(week) : null,
        },
        before,
        after,
      },
      {
        onSuccess() {
          done(tCommon('saved'))
          onClose()
        },
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    ),
  )

  return (
    <FormDialog
      title={inbox === null ? t('new') : t('editTitle', { name: inbox.name })}
      action={tCommon('save')}
      size="lg"
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <Stack gap="md">
        <TextInput label={t('name')} maxLength={100} data-autofocus {...form.getInputProps('name')} />
        <Select
          label={t('type')}
          allowDeselect={false}
          data={[{ value: '', label: t('inherit') }, ...AGENT_TYPES]}
          {...form.getInputProps('default_agent_type')}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          {AGENT_TYPES.map((type) => (
            <Select
              key={type}
              label={t('agent', { type })}
              allowDeselect={false}
              data={[
                { value: '', label: t('anyAgent') },
                ...agents
                  .filter((agent) => agent.agent_type === type)
                  .map((agent) => ({ value: agent.id, label: agent.name })),
              ]}
              value={values.agents[type] ?? ''}
              onChange={(value) => form.setFieldValue('agents', { ...values.agents, [type]: value === '' ? null : value })}
            />
          ))}
        </SimpleGrid>
        <Textarea
          label={t('greeting')}
          description={t('greetingHint')}
          autosize
          minRows={2}
          maxLength={1000}
          {...form.getInputProps('greeting')}
        />
        <div>
          <Switch label={t('hasHours')} {...form.getInputProps('hasHours', { type: 'checkbox' })} />
          <Text size="xs" c="dimmed" mt={4}>
            {t('hoursHint', { timezone })}
          </Text>
        </div>
        {values.hasHours && (
          <>
            <HoursField week={values.week} onChange={(week) => form.setFieldValue('week', week)} />
            {form.errors.week && (
              <Text size="sm" c="red" role="alert">
                {form.errors.week}
              </Text>
            )}
            <Textarea
              label={t('away')}
              description={t('awayHint')}
              autosize
              minRows={2}
              maxLength={1000}
              {...form.getInputProps('away_message')}
            />
          </>
        )}
      </Stack>
    </FormDialog>
  )
}
