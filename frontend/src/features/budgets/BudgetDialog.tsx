import { NumberInput, SegmentedControl, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { useForm, type UseFormReturnType } from '@mantine/form'
import { useTranslations } from 'use-intl'

import { useInboxes } from '@/lib/useInboxes'
import { FormDialog } from '@/ui/FormDialog'
import { useNotify } from '@/ui/useNotify'

import classes from './BudgetCard.module.css'
import { bodyOf, type BudgetValues, problemOf, valuesOf } from './budgetForm'
import { type Budget, useKeyNames, useSaveBudget } from './useBudgets'

/** A new budget, or other limits for one that is there: whose it is and its period stay. */
export function BudgetDialog({ budget, name, onClose }: { budget: Budget | null; name: string; onClose: () => void }) {
  const t = useTranslations('budgets')
  const tCommon = useTranslations('common')
  const { done } = useNotify()
  const save = useSaveBudget(budget?.id ?? null)
  const form = useForm<BudgetValues>({
    initialValues: valuesOf(budget),
    validate: {
      target: (_, values) => (problemOf(values) === 'target' ? t('targetMissing') : null),
      tokens: (_, values) => (problemOf(values) === 'limit' ? t('limitMissing') : null),
    },
  })
  const { values } = form

  return (
    <FormDialog
      title={budget ? t('editTitle', { name }) : t('new')}
      action={budget ? tCommon('save') : t('create')}
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={form.onSubmit((chosen) =>
        save.mutate(bodyOf(chosen), {
          onSuccess() {
            done(budget ? tCommon('saved') : t('created'))
            onClose()
          },
        }),
      )}
    >
      <Stack gap="md">
        {budget ? (
          <p className={classes.fixed}>{t('fixed', { name, period: t(`period.${budget.period}`) })}</p>
        ) : (
          <Scope form={form} />
        )}
        <div>
          <SegmentedControl
            fullWidth
            aria-label={t('kindLabel')}
            data={(['hard', 'soft'] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
            {...form.getInputProps('kind')}
          />
          <Text size="xs" c="dimmed" mt={4}>
            {t(`kindHint.${values.kind}`)}
          </Text>
        </div>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          <NumberInput
            label={t('tokens')}
            placeholder={t('noLimit')}
            min={1}
            max={1e15}
            allowDecimal={false}
            allowNegative={false}
            thousandSeparator={t('thousands')}
            decimalSeparator={t('decimals')}
            {...form.getInputProps('tokens')}
          />
          <NumberInput
            label={t('usd')}
            placeholder={t('noLimit')}
            min={0.01}
            max={1e9}
            decimalScale={2}
            allowNegative={false}
            prefix="US$ "
            thousandSeparator={t('thousands')}
            decimalSeparator={t('decimals')}
            {...form.getInputProps('usd')}
          />
        </SimpleGrid>
        <NumberInput
          label={t('warn')}
          description={t('warnHint')}
          min={1}
          max={100}
          suffix="%"
          allowDecimal={false}
          clampBehavior="strict"
          {...form.getInputProps('warnPercent')}
        />
      </Stack>
    </FormDialog>
  )
}

function Scope({ form }: { form: Pick<UseFormReturnType<BudgetValues>, 'values' | 'errors' | 'setValues' | 'setFieldValue' | 'getInputProps'> }) {
  const t = useTranslations('budgets')
  const inboxes = useInboxes()
  const keys = useKeyNames(true)
  const { scope } = form.values
  const targets =
    scope === 'inbox'
      ? (inboxes.data ?? []).map(({ id, name }) => ({ value: id, label: name }))
      : (keys.data ?? []).filter((key) => !key.revoked).map(({ id, name }) => ({ value: id, label: name }))

  return (
    <>
      <Select
        label={t('scopeLabel')}
        allowDeselect={false}
        data-autofocus
        data={(['tenant', 'inbox', 'api_key'] as const).map((value) => ({ value, label: t(`scope.${value}`) }))}
        value={scope}
        onChange={(value) => form.setValues({ scope: value ?? 'tenant', target: '' })}
      />
      {scope !== 'tenant' && (
        <Select
          label={t(`target.${scope}`)}
          searchable
          nothingFoundMessage={t('noTargets')}
          data={targets}
          value={form.values.target === '' ? null : form.values.target}
          error={form.errors.target}
          onChange={(value) => form.setFieldValue('target', value ?? '')}
        />
      )}
      <SegmentedControl
        fullWidth
        aria-label={t('periodLabel')}
        data={(['day', 'month'] as const).map((value) => ({ value, label: t(`period.${value}`) }))}
        {...form.getInputProps('period')}
      />
    </>
  )
}
