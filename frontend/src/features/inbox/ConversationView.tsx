import { Drawer, Skeleton } from '@mantine/core'
import { useHotkeys, useMediaQuery } from '@mantine/hooks'
import { IconMessageOff } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'

import { ApiProblem } from '@/lib/ApiProblem'
import { rememberedStorage } from '@/lib/browserStorage'
import { formatPhone } from '@/lib/phone'
import { useDraft } from '@/lib/useDraft'
import { EmptyState } from '@/ui/EmptyState'
import { useTitle } from '@/ui/Page'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TextSkeleton } from '@/ui/Skeletons'

import { ConversationHeader } from './ConversationHeader'
import classes from './ConversationView.module.css'
import { History } from './History'
import { useInbox } from './InboxContext'
import type { Conversation } from './pages'
import { ReplyComposer } from './ReplyComposer'
import { SidePanel } from './SidePanel'
import { useConversation } from './useConversation'

const CopilotPanel = lazy(() => import('./CopilotPanel').then((it) => ({ default: it.CopilotPanel })))

export type PanelName = 'details' | 'copilot'
const REMEMBERED = 'dom360.inbox.panel'

export function ConversationView({ conversationId, jumpTo }: { conversationId: string; jumpTo: number | null }) {
  const t = useTranslations()
  const conversation = useConversation(conversationId)

  if (conversation.isPending) {
    return (
      <section className={classes.pane} aria-label={t('app.loading')}>
        <header className={classes.loading}>
          <Skeleton className="delayed" height={34} width={220} />
        </header>
        <div className={classes.waiting}>
          <TextSkeleton lines={6} />
        </div>
      </section>
    )
  }
  if (conversation.isError) {
    return ApiProblem.from(conversation.error).status === 404 ? (
      <EmptyState
        icon={<IconMessageOff size={22} stroke={1.6} />}
        title={t('messages.notFound')}
        hint={t('messages.notFoundHint')}
      />
    ) : (
      <ProblemNotice title={t('problem.messagesTitle')} error={conversation.error} retry={conversation.refetch} />
    )
  }
  return <Loaded conversation={conversation.data} jumpTo={jumpTo} />
}

function Loaded({ conversation, jumpTo }: { conversation: Conversation; jumpTo: number | null }) {
  const t = useTranslations('inbox')
  const tApp = useTranslations('app')
  const { myId } = useInbox()
  const [panel, showPanel] = usePanel()
  const wide = useMediaQuery('(min-width: 80em)', undefined, { getInitialValueInEffect: false })
  const name = conversation.contact_name ?? formatPhone(conversation.contact_phone)
  const [reply, writeReply] = useDraft(`${myId}.${conversation.id}.reply`)
  useTitle(name)
  useHotkeys([
    ['C', () => showPanel(panel === 'copilot' ? null : 'copilot')],
    ['I', () => showPanel(panel === 'details' ? null : 'details')],
  ])

  const content = (
    <Suspense fallback={<TextSkeleton />}>
      {panel === 'copilot' ? (
        <CopilotPanel
          conversation={conversation}
          onInsert={(text) => writeReply(reply.trim() === '' ? text : `${reply.trimEnd()}\n\n${text}`)}
          onClose={() => showPanel(null)}
        />
      ) : (
        <SidePanel conversation={conversation} onClose={() => showPanel(null)} />
      )}
    </Suspense>
  )
  return (
    <div className={classes.columns}>
      <section className={classes.pane} aria-label={name}>
        <ConversationHeader conversation={conversation} panel={panel} onPanel={showPanel} />
        <History conversation={conversation} jumpTo={jumpTo} />
        <ReplyComposer conversation={conversation} name={name} reply={reply} onReply={writeReply} />
      </section>
      {panel !== null && wide && (
        <aside className={classes.panel} aria-label={t(panel)}>
          {content}
        </aside>
      )}
      {!wide && (
        <Drawer.Root opened={panel !== null} onClose={() => showPanel(null)} position="right" size={360} padding={0}>
          <Drawer.Overlay />
          <Drawer.Content aria-label={panel === null ? tApp('close') : t(panel)}>
            <Drawer.Body className={classes.drawer}>{panel !== null && content}</Drawer.Body>
          </Drawer.Content>
        </Drawer.Root>
      )}
    </div>
  )
}

/** Which panel stands beside a conversation, as it was left. On narrow screens it covers, so not unasked. */
function usePanel(): [PanelName | null, (panel: PanelName | null) => void] {
  const [panel, setPanel] = useState<PanelName | null>(() => {
    if (!window.matchMedia('(min-width: 80em)').matches) return null
    const stored = rememberedStorage.read(REMEMBERED)
    return stored === 'copilot' ? 'copilot' : stored === 'none' ? null : 'details'
  })

  return [
    panel,
    (next) => {
      setPanel(next)
      rememberedStorage.write(REMEMBERED, next ?? 'none')
    },
  ]
}
