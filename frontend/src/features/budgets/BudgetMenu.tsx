import { Menu } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { Confirm } from '@/ui/Confirm'
import { RowMenu } from '@/ui/RowMenu'
import { useNotify } from '@/ui/useNotify'

import { BudgetDialog } from './BudgetDialog'
import { type Budget, useRemoveBudget } from './useBudgets'

export function BudgetMenu({ budget, name }: { budget: Budget; name: string }) {
  const t = useTranslations('budgets')
  const { done } = useNotify()
  const remove = useRemoveBudget()
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null)
  const close = () => setOpen(null)

  return (
    <>
      <RowMenu name={`${name}, ${t(`period.${budget.period}`)}`}>
        <Menu.Item leftSection={<IconPencil size={17} />} onClick={() => setOpen('edit')}>
          {t('edit')}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={17} />} onClick={() => setOpen('remove')}>
          {t('remove')}
        </Menu.Item>
      </RowMenu>
      {open === 'edit' && <BudgetDialog budget={budget} name={name} onClose={close} />}
      <Confirm
        opened={open === 'remove'}
        onClose={close}
        title={t('removeTitle', { name })}
        text={budget.kind === 'hard' ? t('removeHard') : t('removeSoft')}
        action={t('remove')}
        danger
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() =>
          remove.mutate(budget.id, {
            onSuccess() {
              close()
              done(t('removed'))
            },
          })
        }
      />
    </>
  )
}
