import { SegmentedControl } from '@mantine/core'
import { useId } from 'react'
import { useTranslations } from 'use-intl'

import classes from './ContactForm.module.css'
import type { AgentType } from '@/lib/agentType'

const AGENTS: AgentType[] = ['SDR', 'COPILOT']

export function AgentChoice({ value, onChange }: { value: AgentType; onChange: (agent: AgentType) => void }) {
  const t = useTranslations()
  const labelId = useId()

  return (
    <div>
      <p className={classes.label} id={labelId}>
        {t('start.agent')}
      </p>
      <SegmentedControl<AgentType>
        fullWidth
        aria-labelledby={labelId}
        value={value}
        onChange={onChange}
        data={AGENTS.map((agent) => ({
          value: agent,
          label: (
            <span className={classes.agent}>
              <strong>{t(`chat.agent.${agent}`)}</strong>
              <span>{t(`chat.agentRole.${agent}`)}</span>
            </span>
          ),
        }))}
      />
    </div>
  )
}
