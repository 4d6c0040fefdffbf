import { Text } from '@mantine/core'
import { createFileRoute, redirect } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { sessionQuery } from '@/features/session/sessionQuery'
import { TenantPicker } from '@/features/session/TenantPicker'

import { Frame } from './-Frame'
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
    <Frame session={session}>
      <div className={classes.page}>
        <div className={classes.column}>
          <h1 className={classes.title}>{t('tenants.title')}</h1>
          <Text c="dimmed" mb="xl">
            {t('tenants.subtitle')}
          </Text>
          <TenantPicker currentId={session.tenant?.id ?? null} />
        </div>
      </div>
    </Frame>
  )
}
