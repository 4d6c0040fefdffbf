import type { Schema } from '@/lib/api'

export type Role = Schema<'UserView'>['role']

/** Whether buttons that administer are offered. What a role may do is decided by the backend. */
export function isAdmin(role: Role): boolean {
  return role === 'TENANT_ADMIN' || role === 'MASTER'
}

/** Whether buttons that change the daily work are offered. */
export function isWriter(role: Role): boolean {
  return role !== 'VIEWER'
}
