import { Popover, UnstyledButton } from '@mantine/core'
import { IconBellCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { api, dataOf } from '@/lib/api'
import { formatPhone } from '@/lib/phone'
import { EmptyState } from '@/ui/EmptyState'
import { useOpensOnArrival } from '@/ui/OnDemand'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { ListSkeleton } from '@/ui/Skeletons'
import { useShortTime } from '@/ui/useShortTime'

import { inboxKeys } from './inboxKeys'
import { BellButton } from './Waiting'
import classes from './Waiting.module.css'

const SHOWN = 8

/** The first of those who wait, and the way to all of them. */
export function WaitingPanel({ count, onOpen }: { count: number; onOpen: (conversationId: string) => void }) {
  const t = useTranslations('waiting')
  const { opened, setOpened, button } = useOpensOnArrival()
  const close = () => setOpened(false)

  return (
    <Popover opened={opened} onChange={setOpened} position="right-end" width={320} shadow="lg" trapFocus returnFocus>
      <Popover.Target>
        <BellButton ref={button} count={count} onClick={() => setOpened(!opened)} />
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('title')}>
        <div className={classes.head}>
          <h2 className={classes.title}>{t('title')}</h2>
          <Link to="/conversations" search={{ tab: 'waiting' }} className={classes.all} onClick={close}>
            {t('all')}
          </Link>
        </div>
        {opened && (
          <List
            onOpen={(id) => {
              close()
              onOpen(id)
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function List({ onOpen }: { onOpen: (conversationId: string) => void }) {
  const t = useTranslations()
  const shortTime = useShortTime()
  const waiting = useQuery({
    queryKey: inboxKeys.waiting(),
    queryFn: ({ signal }) =>
      api
        .GET('/api/conversations', {
          params: {
            query: { agent_type: 'SDR', status: 'open', handled_by: 'human', assignee: 'nobody', limit: SHOWN },
          },
          signal,
        })
        .then(dataOf),
  })

  if (waiting.isPending) return <ListSkeleton rows={2} height={56} />
  if (waiting.isError) {
    return <ProblemNotice title={t('problem.listTitle')} error={waiting.error} retry={waiting.refetch} />
  }
  if (waiting.data.items.length === 0) {
    return (
      <EmptyState
        icon={<IconBellCheck size={22} stroke={1.6} />}
        title={t('inbox.emptyWaiting')}
        hint={t('inbox.emptyWaitingHint')}
      />
    )
  }
  return (
    <ul className={classes.list}>
      {waiting.data.items.map((it) => (
        <li key={it.id}>
          <UnstyledButton className={classes.row} onClick={() => onOpen(it.id)}>
            <span className={classes.line}>
              <strong>{it.contact_name ?? formatPhone(it.contact_phone)}</strong>
              <time dateTime={it.handed_at ?? it.last_message_at}>{shortTime(it.handed_at ?? it.last_message_at)}</time>
            </span>
            <span className={classes.reason}>{it.handoff_reason ?? it.last_message?.text}</span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  )
}
