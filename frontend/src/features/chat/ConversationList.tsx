import { ActionIcon, Button, Skeleton, Tooltip } from '@mantine/core'
import { IconMessages, IconPencilPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { EmptyState } from '@/ui/EmptyState'
import { ProblemNotice } from '@/ui/ProblemNotice'

import classes from './ConversationList.module.css'
import { ConversationRow } from './ConversationRow'
import { useConversations } from './useConversations'

export function ConversationList({ tenantName, onChosen }: { tenantName: string; onChosen?: () => void }) {
  const t = useTranslations('chat')

  return (
    <div className={classes.root}>
      <header className={classes.header}>
        <div className={classes.heading}>
          <p className={classes.tenant}>{tenantName}</p>
          <h2 className={classes.title}>{t('conversations')}</h2>
        </div>
        <Tooltip label={t('newConversation')}>
          <ActionIcon
            variant="light"
            size={38}
            aria-label={t('newConversation')}
            renderRoot={(props) => <Link to="/playground" onClick={onChosen} {...props} />}
          >
            <IconPencilPlus size={19} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </header>
      <Rows onChosen={onChosen} />
    </div>
  )
}

function Rows({ onChosen }: { onChosen: (() => void) | undefined }) {
  const t = useTranslations()
  const conversations = useConversations()

  if (conversations.isPending) return <Loading label={t('app.loading')} />
  if (conversations.isError) {
    return (
      <ProblemNotice title={t('problem.listTitle')} error={conversations.error} retry={conversations.refetch} />
    )
  }
  if (conversations.data.length === 0) {
    return (
      <EmptyState
        icon={<IconMessages size={22} stroke={1.6} />}
        title={t('chat.listEmpty')}
        hint={t('chat.listEmptyHint')}
      />
    )
  }

  return (
    <div className={classes.scroll}>
      <ul className={classes.list}>
        {conversations.data.map((conversation) => (
          <li key={conversation.id}>
            <ConversationRow conversation={conversation} onChosen={onChosen} />
          </li>
        ))}
      </ul>
      {conversations.hasNextPage && (
        <Button
          variant="subtle"
          size="sm"
          fullWidth
          mt="xs"
          loading={conversations.isFetchingNextPage}
          onClick={() => void conversations.fetchNextPage()}
        >
          {t('chat.listEnd')}
        </Button>
      )}
    </div>
  )
}

function Loading({ label }: { label: string }) {
  return (
    <div className={`delayed ${classes.scroll}`} role="status" aria-label={label}>
      {[72, 54, 64, 48, 60].map((width) => (
        <div key={width} className={classes.ghost}>
          <Skeleton circle height={38} />
          <div style={{ flex: 1 }}>
            <Skeleton height={12} width={`${width}%`} mb={9} />
            <Skeleton height={10} width={`${width - 22}%`} />
          </div>
        </div>
      ))}
    </div>
  )
}
