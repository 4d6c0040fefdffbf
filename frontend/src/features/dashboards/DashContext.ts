import { createContext, use } from 'react'

import type { DashChange, DashSearch } from './DashSearch'

/** What every part of a dashboard knows: what is asked, and whose days and numbers it shows. */
export type DashState = {
  search: DashSearch
  change: (change: DashChange) => void
  tenant: { id: string; locale: string; timezone: string }
  isMaster: boolean
}

export const DashContext = createContext<DashState | null>(null)

export function useDash(): DashState {
  const state = use(DashContext)
  if (!state) throw new Error('useDash needs a DashContext above it.')
  return state
}
