import { UnstyledButton } from '@mantine/core'
import { type ComponentProps, lazy } from 'react'
import { useTranslations } from 'use-intl'

import { initials } from '@/lib/initials'
import { OnDemand } from '@/ui/OnDemand'

import type { Session } from './sessionQuery'
import classes from './UserMenu.module.css'

const load = () => import('./UserMenu')
const UserMenu = lazy(() => load().then((it) => ({ default: it.UserMenu })))

export function UserButton({ session }: { session: Session }) {
  return (
    <OnDemand load={load} button={(props) => <MyButton {...props} name={session.user.name} />}>
      <UserMenu session={session} />
    </OnDemand>
  )
}

export function MyButton({ name, ...props }: { name: string } & Omit<ComponentProps<'button'>, 'name'>) {
  const t = useTranslations('user')
  return (
    <UnstyledButton {...props} className={classes.me} aria-label={t('menu', { name })} data-initials={initials(name)} />
  )
}
