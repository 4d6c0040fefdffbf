import { createFileRoute } from '@tanstack/react-router'
import { useState } from 'react'

import { FirstSteps } from '@/features/firstSteps/FirstSteps'
import { useFirstSteps } from '@/features/firstSteps/useFirstSteps'
import { NothingOpen } from '@/features/inbox/NothingOpen'
import { rememberedStorage } from '@/lib/browserStorage'
import { isAdmin } from '@/lib/roles'

export const Route = createFileRoute('/_app/conversations/')({ component: NothingOpenRoute })

/** Who administers a company that is not set up yet sees what to do first. */
function NothingOpenRoute() {
  const { session, tenant } = Route.useRouteContext()
  const key = `dom360.first-steps.${tenant.id}`
  const [hidden, setHidden] = useState(() => rememberedStorage.read(key) !== null)
  const steps = useFirstSteps(!hidden && isAdmin(session.user.role))

  if (hidden || !steps.data || Object.values(steps.data).every(Boolean)) return <NothingOpen />
  return (
    // On a phone it stands above the list, until there is something in it.
    <div data-first-steps={!steps.data.chat || undefined} style={{ display: 'grid', height: '100%', overflowY: 'auto' }}>
      <FirstSteps
        done={steps.data}
        to={{
          model: '/settings/agents',
          knowledge: '/knowledge',
          chat: '/playground',
          people: '/settings/people',
        }}
        onHide={() => {
          rememberedStorage.write(key, 'hidden')
          setHidden(true)
        }}
      />
    </div>
  )
}
