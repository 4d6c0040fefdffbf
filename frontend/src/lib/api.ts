import createClient, { type Middleware } from 'openapi-fetch'

import type { components, paths } from '@/api/schema'
import { ApiProblem } from '@/lib/ApiProblem'
import { announceSignedOut } from '@/lib/signedOut'

/** The API's own types, by name: `Schema<'MessageView'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name]

const problems: Middleware = {
  async onResponse({ response }) {
    if (response.ok) return
    const problem = await ApiProblem.fromResponse(response)
    if (isSessionOver(problem)) announceSignedOut()
    throw problem
  },
  onError() {
    return ApiProblem.lost()
  },
}

/** Typed calls to our own API. They throw an `ApiProblem`, so `dataOf` always finds data. */
export const api = createClient<paths>({ baseUrl: '/' })
api.use(problems)

/** The answer's body. Written for `.then(dataOf)`. */
export function dataOf<Data>(answer: { data?: Data }): Data {
  if (answer.data === undefined) throw new ApiProblem({ status: 0, code: 'EMPTY_ANSWER' })
  return answer.data
}

/** A wrong password is a 401 too, but nobody was signed in. */
export function isSessionOver(problem: ApiProblem): boolean {
  return problem.status === 401 && problem.code !== 'INVALID_CREDENTIALS'
}
