import { useTranslations } from 'use-intl'

import classes from './AgentBadge.module.css'
import type { AgentType } from './rememberedContact'

export function AgentBadge({ agent }: { agent: AgentType }) {
  const t = useTranslations('chat.agent')

  return (
    <span className={classes.badge} data-agent={agent}>
      {t(agent)}
    </span>
  )
}
