export const sessionKeys = {
  all: ['session'] as const,
  current: () => [...sessionKeys.all, 'current'] as const,
  tenants: (search: string) => [...sessionKeys.all, 'tenants', search] as const,
  invitation: (token: string) => [...sessionKeys.all, 'invitation', token] as const,
}
