import { ApiProblem } from '@/lib/ApiProblem'
import { sleep } from '@/lib/sleep'
import { isOffline, untilOnline } from '@/lib/untilOnline'

import type { PostTurn } from './postTurn'
import { kindOf, pauseBeforeRetry } from './retryPolicy'
import type { TurnBody } from './Turn'
import type { TurnEvent } from './TurnEvent'

export type TurnProgress = TurnEvent | { type: 'waiting'; problem: ApiProblem } | { type: 'restarted' }

export type Means = {
  post: PostTurn
  now?: () => number
  pause?: typeof sleep
  network?: typeof browserNetwork
}

const browserNetwork = { isOffline, untilOnline }

/**
 * Sends a turn and repeats it, with the same `request_id`, as long as that helps.
 * Ends after `answered` or `handed_over`, or throws the problem that a person has to decide about.
 */
export async function* runTurn(
  body: TurnBody,
  signal: AbortSignal,
  { post, now = () => Date.now(), pause = sleep, network = browserNetwork }: Means,
): AsyncGenerator<TurnProgress, void, void> {
  let startedAt = now()
  const failures = { lost: 0, running: 0, busy: 0, final: 0 }

  for (;;) {
    try {
      yield* post(body, signal)
      return
    } catch (error) {
      if (signal.aborted) throw error
      const problem = ApiProblem.from(error)
      if (kindOf(problem) === 'lost' && network.isOffline()) {
        yield { type: 'waiting', problem }
        await network.untilOnline(signal)
        // Patience is for a server that does not answer, not for a train in a tunnel.
        startedAt = now()
        yield { type: 'restarted' }
        continue
      }

      const failed = ++failures[kindOf(problem)]
      const ms = pauseBeforeRetry(problem, { failed, elapsedMs: now() - startedAt })
      if (ms === null) throw problem
      yield { type: 'waiting', problem }
      await pause(ms, signal)
      // What was streamed before the break comes again, or not at all.
      yield { type: 'restarted' }
    }
  }
}
