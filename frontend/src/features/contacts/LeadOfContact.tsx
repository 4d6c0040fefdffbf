import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { ScorePill } from '@/ui/leads/ScorePill'
import { StateBadge } from '@/ui/leads/StateBadge'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TextSkeleton } from '@/ui/Skeletons'

import { Card } from './Card'
import classes from './LeadOfContact.module.css'
import { useContactLead } from './useContacts'

export function LeadOfContact({ contactId }: { contactId: string }) {
  const t = useTranslations('contacts')

  return (
    <Card title={t('lead')}>
      <LeadLine contactId={contactId} />
    </Card>
  )
}

function LeadLine({ contactId }: { contactId: string }) {
  const t = useTranslations('contacts')
  const lead = useContactLead(contactId)

  if (lead.isPending) return <TextSkeleton lines={2} />
  if (lead.isError) return <ProblemNotice title={t('leadProblem')} error={lead.error} retry={lead.refetch} />
  if (lead.data === null) {
    return (
      <Text size="sm" c="dimmed">
        {t('noLead')}
      </Text>
    )
  }
  return (
    <div className={classes.lead}>
      <StateBadge state={lead.data.state} />
      <ScorePill score={lead.data.score.total} />
      <Link to="/leads/$leadId" params={{ leadId: lead.data.id }} className={classes.open}>
        {t('openLead')}
      </Link>
    </div>
  )
}
