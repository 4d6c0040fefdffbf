import { Text } from '@mantine/core'
import { createFileRoute, redirect } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { sessionQuery } from '@/features/session/sessionQuery'
import { TenantPicker } from '@/features/session/TenantPicker'
import { UserMenu } from '@/features/session/UserMenu'
import { WorkspaceMenu } from '@/features/session/WorkspaceMenu'
import { AppFrame } from '@/ui/AppFrame'

import classes from './choose-tenant.module.css'

export const Route = createFileRoute('/choose-tenant')({
  async beforeLoad({ context }) {
    const session = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' })
    if (!session) throw redirect({ to: '/sign-in', search: { redirect: '/choose-tenant' } })
    if (session.user.role !== 'MASTER') throw redirect({ to: '/' })
    return { session }
  },
  component: ChooseTenantPage,
})

function ChooseTenantPage() {
  const t = useTranslations()
  const { session } = Route.useRouteContext()

  return (
    <AppFrame
      pages={[]}
      workspace={<WorkspaceMenu session={session} inboxId={null} />}
      account={<UserMenu session={session} />}
    >
      <div className={classes.page}>
        <div className={classes.column}>
          <h1 className={classes.title}>{t('tenants.title')}</h1>
          <Text c="dimmed" mb="xl">
            {t('tenants.subtitle')}
          </Text>
          <TenantPicker currentId={session.tenant?.id ?? null} />
        </div>
      </div>
    </AppFrame>
  )
}
