import { createFileRoute, redirect } from '@tanstack/react-router'

/** Where the playground was before: addresses that people have kept go on working. */
export const Route = createFileRoute('/chat/$')({
  beforeLoad({ params }) {
    throw redirect({ href: params._splat ? `/playground/${encodeURIComponent(params._splat)}` : '/playground', replace: true })
  },
})
