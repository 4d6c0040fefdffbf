import { Button, Group, Text } from '@mantine/core'
import { IconDeviceDesktop } from '@tabler/icons-react'
import { useFormatter, useNow, useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { ListSkeleton } from '@/ui/Skeletons'
import { Tag } from '@/ui/Tag'
import { useNotify } from '@/ui/useNotify'

import { browserName } from './browserName'
import { useEndOthers, useEndSession, useOpenSessions } from './useAccount'

export function OpenSessions() {
  const t = useTranslations('account')
  const tCommon = useTranslations('common')
  const { done, failed } = useNotify()
  const sessions = useOpenSessions()
  const endOthers = useEndOthers()

  if (sessions.isPending) return <ListSkeleton rows={2} />
  if (sessions.isError) {
    return <ProblemNotice title={tCommon('loadFailed')} error={sessions.error} retry={sessions.refetch} />
  }

  return (
    <>
      <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
        {sessions.data.map((session) => (
          <OpenSession key={session.id} session={session} />
        ))}
      </ul>
      {sessions.data.length > 1 && (
        <Button
          variant="default"
          mt="md"
          loading={endOthers.isPending}
          onClick={() =>
            endOthers.mutate(undefined, {
              onSuccess: ({ sessions: count }) => done(t('ended', { count })),
              onError: failed(tCommon('saveFailed')),
            })
          }
        >
          {t('endOthers')}
        </Button>
      )}
    </>
  )
}

function OpenSession({ session }: { session: Schema<'OpenSession'> }) {
  const t = useTranslations('account')
  const tCommon = useTranslations('common')
  const format = useFormatter()
  const now = useNow({ updateInterval: 60_000 })
  const { failed } = useNotify()
  const end = useEndSession()
  const name = browserName(session.browser) ?? t('unknownBrowser')
  const when = format.relativeTime(new Date(session.last_seen_at ?? session.created_at), now)

  return (
    <Group component="li" wrap="nowrap" py="sm" style={{ borderBottom: '1px solid var(--line)' }}>
      <IconDeviceDesktop size={20} stroke={1.6} aria-hidden="true" style={{ flex: 'none' }} />
      <div style={{ flex: 1, minWidth: 0 }}>
        <Group gap="xs">
          <Text fw={560} size="sm" title={session.browser ?? undefined}>
            {name}
          </Text>
          {session.current && <Tag color="petrol">{t('thisOne')}</Tag>}
        </Group>
        <Text size="xs" c="dimmed">
          {t('seen', { when, address: session.address ?? '–' })}
        </Text>
      </div>
      {!session.current && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('endSessionOf', { name })}
          loading={end.isPending}
          onClick={() => end.mutate(session.id, { onError: failed(tCommon('saveFailed')) })}
        >
          {t('endSession')}
        </Button>
      )}
    </Group>
  )
}
