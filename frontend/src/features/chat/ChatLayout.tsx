import { Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'

import { ChatContext } from './ChatContext'
import classes from './ChatLayout.module.css'
import { ConversationList } from './ConversationList'
import { turnStoreFor } from './turnStoreFor'

/** The conversations at the side, one of them in the middle. */
export function ChatLayout({ tenant, scope, mayWatch }: { tenant: Schema<'TenantView'>; scope: string; mayWatch: boolean }) {
  const t = useTranslations('chat')
  const queryClient = useQueryClient()
  const [listOpen, list] = useDisclosure()
  const chat = useMemo(
    () => ({ store: turnStoreFor(scope, queryClient, mayWatch), scope, mayWatch, openList: list.open }),
    [scope, mayWatch, queryClient, list.open],
  )

  useEffect(() => {
    chat.store.resume()
  }, [chat.store])

  return (
    <ChatContext value={chat}>
      <div className={classes.layout}>
        <aside className={classes.side} aria-label={t('conversations')}>
          <ConversationList tenantName={tenant.name} />
        </aside>
        <Drawer.Root opened={listOpen} onClose={list.close} size={320} padding={0}>
          <Drawer.Overlay />
          <Drawer.Content aria-label={t('conversations')}>
            <Drawer.Body className={classes.drawer}>
              <ConversationList tenantName={tenant.name} onChosen={list.close} />
            </Drawer.Body>
          </Drawer.Content>
        </Drawer.Root>
        <div className={classes.main}>
          <Outlet />
        </div>
      </div>
    </ChatContext>
  )
}
