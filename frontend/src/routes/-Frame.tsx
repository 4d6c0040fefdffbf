import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'

import { Waiting } from '@/features/inbox/Waiting'
import { PaletteButton } from '@/features/palette/PaletteButton'
import { ActingBanner } from '@/features/session/ActingBanner'
import type { Session } from '@/features/session/sessionQuery'
import { UserButton } from '@/features/session/UserButton'
import { WorkspaceButton } from '@/features/session/WorkspaceButton'
import { useLiveConnection } from '@/lib/live/live'
import { AppFrame } from '@/ui/AppFrame'
import { ConnectionState } from '@/ui/ConnectionState'

import { useCommands } from './-commands'
import { pagesFor } from './-pages'

/** The frame around every page of a signed-in person, with or without a company. */
export function Frame({ session, children }: { session: Session; children: ReactNode }) {
  const pages = pagesFor(session)
  const commands = useCommands(session, pages)
  const { inbox } = useSearch({ strict: false })

  return (
    <AppFrame
      pages={pages}
      banner={<ActingBanner session={session} />}
      workspace={<WorkspaceButton session={session} inboxId={onlyOne(inbox)} />}
      tools={
        <>
          {session.tenant && <Live />}
          <PaletteButton {...commands} />
          {commands.onConversation && <Waiting onOpen={commands.onConversation} />}
        </>
      }
      account={<UserButton session={session} />}
    >
      {children}
    </AppFrame>
  )
}

function Live() {
  useLiveConnection()
  return <ConnectionState />
}

/** The inbox that is looked at; null where it is none, or more than one. */
function onlyOne(inbox: string | string[] | undefined): string | null {
  const all = [inbox ?? []].flat()
  return all.length === 1 ? (all[0] ?? null) : null
}
