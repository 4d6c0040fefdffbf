import { isRecord } from '@/lib/ApiProblem'

/** What went between the platform and the agent, in the words of the protocol. */
export type Exchange = { request: unknown; status: number | null; answer: unknown }

export function readExchange(body: Record<string, unknown>): Exchange {
  return {
    request: isRecord(body.request) ? body.request : null,
    status: typeof body.status === 'number' ? body.status : null,
    answer: body.answer ?? null,
  }
}
