import { Button, Group, Modal, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslations } from 'use-intl'

import { useProblemText } from '@/ui/useProblemText'

import classes from './EditFacts.module.css'
import { factsChanged, factsOf } from './factForm'
import type { LeadDetail } from './leadStates'
import { useChangeLead } from './useLeadActions'

const GREATEST = 1e12

/** What a person says counts fully. Only what was changed is sent, so the rest keeps its evidence. */
export function EditFacts({ lead, onClose }: { lead: LeadDetail; onClose: () => void }) {
  const t = useTranslations()
  const describe = useProblemText()
  const change = useChangeLead(lead.id)
  const before = factsOf(lead.fields)
  const form = useForm({ initialValues: before })

  function submit(values: typeof before) {
    const fields = factsChanged(before, values)
    if (Object.keys(fields).length === 0) onClose()
    else change.mutate({ fields }, { onSuccess: onClose })
  }

  return (
    <Modal opened onClose={onClose} title={t('leads.facts')} size="lg" centered closeButtonProps={{ 'aria-label': t('app.close') }}>
      <form onSubmit={form.onSubmit(submit)}>
        <Stack gap="sm">
          <div className={classes.two}>
            <TextInput label={t('leads.field.company')} maxLength={300} {...form.getInputProps('company')} data-autofocus />
            <TextInput label={t('leads.field.sector')} maxLength={300} {...form.getInputProps('sector')} />
          </div>
          <Textarea label={t('leads.field.pain')} maxLength={4000} autosize minRows={2} {...form.getInputProps('pain')} />
          <div className={classes.three}>
            <NumberInput label={t('leads.field.employees')} min={0} max={10_000_000} allowDecimal={false} {...form.getInputProps('employees')} />
            <NumberInput
              label={t('leads.field.budget')}
              min={0}
              max={GREATEST}
              decimalScale={2}
              prefix={`${form.values.currency} `}
              {...form.getInputProps('amount')}
            />
            <Select
              label={t('leads.period')}
              clearable
              data={(['once', 'month', 'year'] as const).map((value) => ({ value, label: t(`leads.periods.${value}`) }))}
              {...form.getInputProps('period')}
            />
          </div>
          <div className={classes.two}>
            <Select
              label={t('leads.field.authority')}
              clearable
              data={(['self', 'shared', 'other'] as const).map((value) => ({ value, label: t(`leads.decides.${value}`) }))}
              {...form.getInputProps('decides')}
            />
            <TextInput label={t('leads.who')} maxLength={300} disabled={!form.values.decides} {...form.getInputProps('who')} />
          </div>
          <div className={classes.two}>
            <TextInput label={t('leads.field.timeline')} maxLength={300} {...form.getInputProps('when')} />
            <NumberInput label={t('leads.days')} min={0} max={3650} allowDecimal={false} {...form.getInputProps('days')} />
          </div>
          {change.isError && (
            <Text role="alert" c="red" size="sm">
              {describe(change.error)}
            </Text>
          )}
        </Stack>
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" loading={change.isPending}>
            {t('leads.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
