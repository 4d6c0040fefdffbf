import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl'

import { useInboxes } from '@/lib/useInboxes'
import { MessageLink } from '@/ui/MessageLink'
import { Moment } from '@/ui/Moment'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TextSkeleton } from '@/ui/Skeletons'
import { Tag } from '@/ui/Tag'

import { Card } from './Card'
import classes from './Talks.module.css'
import { useContactConversations } from './useContacts'

export function Talks({ contactId }: { contactId: string }) {
  const t = useTranslations('contacts')

  return (
    <Card title={t('conversations')} flush>
      <TalkList contactId={contactId} />
    </Card>
  )
}

function TalkList({ contactId }: { contactId: string }) {
  const t = useTranslations('contacts')
  const tApp = useTranslations('app')
  const talks = useContactConversations(contactId)
  const inboxes = useInboxes()

  if (talks.isPending) {
    return (
      <div className={classes.waiting}>
        <TextSkeleton lines={4} />
      </div>
    )
  }
  if (talks.isError) return <ProblemNotice title={t('talksProblem')} error={talks.error} retry={talks.refetch} />
  if (talks.data.length === 0) return <p className={classes.none}>{t('noTalks')}</p>
  return (
    <>
      <ul className={classes.list}>
        {talks.data.map((talk) => (
          <li key={talk.id}>
            <MessageLink conversationId={talk.id} messageIndex={null} className={classes.talk}>
              <span className={classes.line}>
                <span className={classes.where}>
                  {inboxes.data?.find(({ id }) => id === talk.inbox_id)?.name ?? talk.agent_type}
                </span>
                <span className={classes.time}>
                  <Moment at={talk.last_message_at} />
                </span>
              </span>
              <span className={classes.line}>
                <span className={classes.said}>{talk.last_message?.text ?? ''}</span>
                <Tag color={talk.status === 'open' ? 'green' : 'gray'}>{t(`status.${talk.status}`)}</Tag>
              </span>
            </MessageLink>
          </li>
        ))}
      </ul>
      {talks.hasNextPage && (
        <div className={classes.more}>
          <Button variant="subtle" size="sm" loading={talks.isFetchingNextPage} onClick={() => void talks.fetchNextPage()}>
            {tApp('showMore')}
          </Button>
        </div>
      )}
    </>
  )
}
