import { NativeSelect, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'

import { AgentChoice } from './AgentChoice'
import classes from './ContactForm.module.css'
import type { AgentType } from '@/lib/agentType'

export type ContactValues = { name: string; phone: string; agentType: AgentType; inboxId: string }

/** Who writes, who answers, and through which inbox. */
export function ContactForm({
  inboxes,
  form,
}: {
  inboxes: Schema<'InboxView'>[]
  form: UseFormReturnType<ContactValues>
}) {
  const t = useTranslations('start')

  return (
    <div className={classes.card}>
      <fieldset className={classes.group}>
        <legend>{t('who')}</legend>
        <div className={classes.pair}>
          <TextInput
            label={t('name')}
            placeholder={t('nameHint')}
            maxLength={200}
            autoComplete="off"
            // The first time, this is where to begin; later on it is the message.
            autoFocus={form.values.phone === '' && !matchMedia('(pointer: coarse)').matches}
            {...form.getInputProps('name')}
          />
          <TextInput
            label={t('phone')}
            description={form.errors.phone ? undefined : t('phoneHint')}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            type="tel"
            inputMode="tel"
            maxLength={64}
            autoComplete="off"
            required
            withAsterisk={false}
            data-path="phone"
            {...form.getInputProps('phone')}
          />
        </div>
      </fieldset>
      <AgentChoice value={form.values.agentType} onChange={(agent) => form.setFieldValue('agentType', agent)} />
      {inboxes.length > 1 && (
        <NativeSelect
          label={t('inbox')}
          data={inboxes.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('inboxId')}
        />
      )}
    </div>
  )
}
