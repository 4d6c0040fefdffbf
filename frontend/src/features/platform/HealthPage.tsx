import { Button, Group, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useFormatter, useMessages, useNow, useTranslations } from 'use-intl'

import { api, dataOf, type Schema } from '@/lib/api'
import type { ptBR } from '@/messages/ptBR'
import { Page } from '@/ui/Page'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { ListSkeleton } from '@/ui/Skeletons'
import { Tag } from '@/ui/Tag'

import classes from './HealthPage.module.css'
import { platformKeys } from './platformKeys'

const COLORS = { ok: 'green', degraded: 'yellow', error: 'red' } as const
const EVERY_MS = 30_000

type KnownFigure = keyof typeof ptBR.platform.health.figure
type Part = Schema<'PartView'>

export function HealthPage() {
  const t = useTranslations('platform.health')
  const tPage = useTranslations('platform.page')
  const tCommon = useTranslations('common')
  const format = useFormatter()
  const now = useNow({ updateInterval: 5000 })
  const health = useQuery({
    queryKey: platformKeys.health(),
    queryFn: ({ signal }) => api.GET('/api/admin/health', { signal }).then(dataOf),
    refetchInterval: EVERY_MS,
  })

  return (
    <Page
      title={tPage('health')}
      description={t('description')}
      actions={
        <Button
          variant="default"
          leftSection={<IconRefresh size={17} />}
          loading={health.isFetching}
          onClick={() => void health.refetch()}
        >
          {t('again')}
        </Button>
      }
    >
      {health.isPending && <ListSkeleton rows={7} />}
      {health.isError && <ProblemNotice title={tCommon('loadFailed')} error={health.error} retry={health.refetch} />}
      {health.data && (
        <>
          <Group gap="sm" mb="lg" role="status">
            <Text fw={640} size="lg">
              {t(health.data.status)}
            </Text>
            <Text size="sm" c="dimmed">
              {t('checked', {
                when: format.relativeTime(new Date(health.data.checked_at), now),
                version: health.data.version,
              })}
            </Text>
          </Group>
          <ul className={classes.parts}>
            {health.data.parts.map((part) => (
              <HealthPart key={part.name} part={part} />
            ))}
          </ul>
        </>
      )}
    </Page>
  )
}

function HealthPart({ part }: { part: Part }) {
  const t = useTranslations('platform.health')
  const { platform: known } = useMessages()
  const isKnown = (name: string): name is KnownFigure => Object.hasOwn(known.health.figure, name)
  const figures = Object.entries(part.figures).filter(([, value]) => value !== null)

  return (
    <li className={classes.part}>
      <Group justify="space-between" wrap="nowrap">
        <Text fw={600}>{t(`part.${part.name}`)}</Text>
        <Tag color={COLORS[part.status]}>{t(`state.${part.status}`)}</Tag>
      </Group>
      {part.problem !== null && (
        <Text size="sm" mt={4}>
          {part.problem}
        </Text>
      )}
      <Text size="sm" c="dimmed" mt={4} component="dl" className={classes.figures}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{isKnown(name) ? t(`figure.${name}`) : name}</dt>
            <dd>
              <Figure name={name} value={value} />
            </dd>
          </div>
        ))}
      </Text>
    </li>
  )
}

function Figure({ name, value }: { name: string; value: string | number | null }) {
  const format = useFormatter()
  if (typeof value !== 'number') return value
  if (name === 'size_bytes') {
    return format.number(value / 1_000_000, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 0 })
  }
  if (name.endsWith('_s')) return format.number(value, { style: 'unit', unit: 'second' })
  if (name.endsWith('_ms')) return format.number(value, { style: 'unit', unit: 'millisecond' })
  return format.number(value)
}
