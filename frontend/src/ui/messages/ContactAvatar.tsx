import { Avatar } from '@mantine/core'
import { IconUser } from '@tabler/icons-react'

/** The contact's initials. Decorative: the name stands beside it. */
export function ContactAvatar({ name, size }: { name: string | null; size: number }) {
  return (
    <Avatar
      size={size}
      radius="xl"
      aria-hidden="true"
      vars={() => ({ root: { '--avatar-bg': 'var(--avatar)', '--avatar-color': 'var(--ink-soft)' } })}
      {...(name ? { name } : {})}
    >
      {name ? undefined : <IconUser size={size * 0.5} stroke={1.6} />}
    </Avatar>
  )
}
