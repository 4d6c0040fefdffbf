import { Button } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { useNotify } from '@/ui/useNotify'

import { ENDS, type LeadDetail, type LeadState } from './leadStates'
import classes from './MoveButtons.module.css'
import { MoveReason } from './MoveReason'
import { StateBadge } from '@/ui/leads/StateBadge'
import { type Move, useMoveLead } from './useLeadActions'

/** Where the lead is, and where it may go from there. */
export function MoveButtons({ lead, mayWrite }: { lead: LeadDetail; mayWrite: boolean }) {
  const t = useTranslations('leads')
  const notify = useNotify()
  const move = useMoveLead()
  const [asked, setAsked] = useState<Move | null>(null)

  function go(next: Move) {
    setAsked(null)
    move.mutate(next, { onSuccess: () => notify.done(t('moved', { state: t(`state.${next.to}`) })) })
  }

  function choose(to: LeadState) {
    if (ENDS.includes(to)) setAsked({ lead, to })
    else go({ lead, to })
  }

  return (
    <div className={classes.row}>
      <StateBadge state={lead.state} />
      {mayWrite && lead.next_states.length > 0 && (
        <>
          <IconArrowRight className={classes.arrow} size={16} aria-hidden="true" />
          <div className={classes.next} role="group" aria-label={t('moveTo')}>
            {lead.next_states.map((state) => (
              <Button
                key={state}
                size="compact-sm"
                variant="default"
                loading={move.isPending && move.variables.to === state}
                disabled={move.isPending}
                onClick={() => choose(state)}
              >
                {t(`state.${state}`)}
              </Button>
            ))}
          </div>
        </>
      )}
      <MoveReason move={asked} onClose={() => setAsked(null)} onConfirm={go} />
    </div>
  )
}
