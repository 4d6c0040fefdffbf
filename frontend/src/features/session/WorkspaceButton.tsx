import { UnstyledButton } from '@mantine/core'
import { type ComponentProps, lazy } from 'react'
import { useTranslations } from 'use-intl'

import { initials } from '@/lib/initials'
import { OnDemand } from '@/ui/OnDemand'

import type { Session } from './sessionQuery'
import classes from './WorkspaceMenu.module.css'

const load = () => import('./WorkspaceMenu')
const WorkspaceMenu = lazy(() => load().then((it) => ({ default: it.WorkspaceMenu })))

export function WorkspaceButton({ session, inboxId }: { session: Session; inboxId: string | null }) {
  const t = useTranslations('workspace')
  const name = session.tenant?.name ?? t('none')

  return (
    <OnDemand load={load} button={(props) => <PlaceButton {...props} name={name} />}>
      <WorkspaceMenu session={session} inboxId={inboxId} />
    </OnDemand>
  )
}

export function PlaceButton({ name, ...props }: { name: string } & Omit<ComponentProps<'button'>, 'name'>) {
  const t = useTranslations('workspace')
  return (
    <UnstyledButton {...props} className={classes.tenant} aria-label={t('label', { name })} data-initials={initials(name)} />
  )
}
