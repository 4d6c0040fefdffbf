import type { ApiProblem } from '@/lib/ApiProblem'

/** How long a turn may keep repeating by itself before a person is asked. */
export const PATIENCE_MS = 3 * 60_000
const MAX_LOST_CONNECTIONS = 4
const MAX_BUSY_ANSWERS = 2
const LONGEST_PAUSE_MS = 15_000

export type Attempts = {
  /** Calls made so far that ended with the same kind of problem. */
  failed: number
  elapsedMs: number
}

/**
 * The pause before the same call is made again, or null when a person has to decide.
 * Repeating is safe: the server answers one `request_id` once.
 */
export function pauseBeforeRetry(problem: ApiProblem, { failed, elapsedMs }: Attempts): number | null {
  const pause = suggestedPause(problem, failed)
  if (pause === null || elapsedMs + pause > PATIENCE_MS) return null
  return pause
}

/** The kinds that `Attempts.failed` counts apart. */
export function kindOf(problem: ApiProblem): 'lost' | 'running' | 'busy' | 'final' {
  if (problem.status === 0 && problem.code === 'CONNECTION_LOST') return 'lost'
  if (problem.code === 'TURN_IN_PROGRESS') return 'running'
  if ((problem.status === 503 || problem.status === 429) && problem.retryAfterMs !== null) return 'busy'
  return 'final'
}

/** Whether a person may usefully press "try again" with the same text. */
export function canRetry(problem: ApiProblem): boolean {
  if ([0, 401, 402, 429].includes(problem.status)) return true
  return problem.status >= 500 || problem.code === 'TURN_IN_PROGRESS'
}

function suggestedPause(problem: ApiProblem, failed: number): number | null {
  switch (kindOf(problem)) {
    case 'lost':
      return failed > MAX_LOST_CONNECTIONS ? null : Math.min(500 * 2 ** (failed - 1), LONGEST_PAUSE_MS)
    case 'running':
      return clamp(problem.retryAfterMs ?? 2000)
    case 'busy':
      // A long wait is for the person to know of, not to sit through.
      if (failed > MAX_BUSY_ANSWERS || (problem.retryAfterMs ?? 0) > LONGEST_PAUSE_MS) return null
      return clamp(problem.retryAfterMs ?? 2000)
    case 'final':
      return null
  }
}

function clamp(ms: number): number {
  return Math.min(Math.max(ms, 500), LONGEST_PAUSE_MS)
}
