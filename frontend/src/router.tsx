import { createRouter } from '@tanstack/react-router'

import { sessionQuery } from '@/features/session/sessionQuery'
import { onSignedOut } from '@/lib/signedOut'
import { BrokenPage } from '@/ui/BrokenPage'
import { MissingPage } from '@/ui/MissingPage'

import { queryClient } from './queryClient'
import { routeTree } from './routeTree.gen'

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  // Queries know how fresh they are; the router need not keep its own idea of it.
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: BrokenPage,
  defaultNotFoundComponent: MissingPage,
})

// Any call can be the one that learns it: the guard of the signed-in routes then shows the door.
onSignedOut(() => {
  if (!queryClient.getQueryData(sessionQuery.queryKey)) return
  queryClient.setQueryData(sessionQuery.queryKey, null)
  void router.invalidate()
})

declare module '@tanstack/react-router' {
  // The library looks this up by name, so that a link to nowhere does not compile.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface Register {
    router: typeof router
  }
}
