import { Radio, Stack } from '@mantine/core'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'

export type GivenRole = Schema<'InvitationView'>['role']

const ROLES: readonly GivenRole[] = ['TENANT_USER', 'TENANT_ADMIN', 'VIEWER']

export function RoleChoice({ value, onChange }: { value: GivenRole; onChange: (role: GivenRole) => void }) {
  const t = useTranslations()

  return (
    <Radio.Group
      label={t('people.role')}
      value={value}
      onChange={(chosen) => onChange(ROLES.find((role) => role === chosen) ?? value)}
    >
      <Stack gap="sm" mt="xs">
        {ROLES.map((role) => (
          <Radio
            key={role}
            value={role}
            label={t(`user.role.${role}`)}
            description={t(`people.roleHint.${role}`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}
