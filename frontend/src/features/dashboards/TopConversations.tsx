import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { omit } from '@/lib/omit'

import { ChartCard } from './ChartCard'
import { FigureTable } from './FigureTable'
import { useFigures } from './useFigures'

type Conversation = Schema<'TopConversationView'>

/** The largest conversations that began in the period. */
export function TopConversations({
  conversations,
  by,
  rate,
  csv,
}: {
  conversations: Conversation[]
  by: 'tokens' | 'cost'
  rate: string | null
  csv: string
}) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const tokens = {
    key: 'tokens',
    title: t('tokens'),
    cell: (row: Conversation) => figures.count(row.total_tokens),
    bar: (row: Conversation) => row.total_tokens,
  }
  const cost = {
    key: 'cost',
    title: t('cost.cost'),
    cell: (row: Conversation) => figures.money(row.cost_micro_usd, rate),
    bar: (row: Conversation) => row.cost_micro_usd,
  }
  const main = by === 'tokens' ? tokens : cost
  const second = omit(by === 'tokens' ? cost : tokens, 'bar')

  return (
    <ChartCard
      wide
      title={t(by === 'tokens' ? 'topByTokens' : 'topByCost')}
      hint={t('topHint')}
      csv={csv}
      table={
        <FigureTable
          label={t(by === 'tokens' ? 'topByTokens' : 'topByCost')}
          empty={t('noConversations')}
          rows={conversations}
          rowKey={(row) => row.conversation_id}
          columns={[
            {
              key: 'started',
              title: t('conversation'),
              cell: (row) => (
                <Link
                  to="/conversations/$conversationId"
                  params={{ conversationId: row.conversation_id }}
                  search={row.agent_type === 'COPILOT' ? { agent: 'COPILOT' } : {}}
                >
                  {figures.moment(row.started_at)}
                </Link>
              ),
            },
            { key: 'inbox', title: t('inbox'), text: true, cell: (row) => row.inbox_name },
            { key: 'agent', title: t('agent'), text: true, cell: (row) => row.agent_type },
            { key: 'messages', title: t('messages'), cell: (row) => figures.count(row.messages) },
            second,
            main,
          ]}
        />
      }
    />
  )
}
