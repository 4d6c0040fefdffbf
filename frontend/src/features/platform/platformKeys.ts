export const platformKeys = {
  all: ['platform'] as const,
  tenants: () => [...platformKeys.all, 'tenants'] as const,
  tenantList: (filters: object) => [...platformKeys.tenants(), filters] as const,
  metrics: (days: number) => [...platformKeys.all, 'metrics', days] as const,
  health: () => [...platformKeys.all, 'health'] as const,
  jobs: () => [...platformKeys.all, 'jobs'] as const,
  jobList: (status: string | null) => [...platformKeys.jobs(), status] as const,
  defaults: () => [...platformKeys.all, 'defaults'] as const,
}
