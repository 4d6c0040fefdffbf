import type { Scope } from './useKeys'

/** A scope's name in the catalogue, where a colon cannot stand. */
export const SCOPE_NAME = {
  chat: 'chat',
  read: 'read',
  'leads:write': 'leads',
  'conversations:write': 'conversations',
  'knowledge:write': 'knowledge',
  admin: 'admin',
  'platform:read': 'platformRead',
  'platform:write': 'platformWrite',
} as const satisfies Record<Scope, string>
