import { useTranslations } from 'use-intl'

import type { AgentType } from '@/lib/agentType'

import classes from './AgentBadge.module.css'

export function AgentBadge({ agent }: { agent: AgentType }) {
  const t = useTranslations('chat.agent')

  return (
    <span className={classes.badge} data-agent={agent}>
      {t(agent)}
    </span>
  )
}
