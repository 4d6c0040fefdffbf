import { Anchor, Button } from '@mantine/core'
import { IconAddressBook, IconArrowLeft, IconArrowsJoin, IconMessage, IconUserQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { ApiProblem } from '@/lib/ApiProblem'
import { shownPhone } from '@/lib/phone'
import { EmptyState } from '@/ui/EmptyState'
import { MessageLink } from '@/ui/MessageLink'
import { Page } from '@/ui/Page'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TextSkeleton } from '@/ui/Skeletons'

import { DealCard } from './DealCard'
import { FactsCard } from './FactsCard'
import classes from './LeadPage.module.css'
import { type LeadDetail, leadTitle } from './leadStates'
import { MergeLead } from './MergeLead'
import { MoveButtons } from './MoveButtons'
import { ScoreCard } from './ScoreCard'
import { Timeline } from './Timeline'
import { useLead } from './useLead'

/** One lead: how it stands, what is known and who said it, what happened. */
export function LeadPage({ leadId, mayWrite }: { leadId: string; mayWrite: boolean }) {
  const t = useTranslations('leads')
  const lead = useLead(leadId)

  if (lead.isPending) {
    return (
      <Page title={t('lead')}>
        <TextSkeleton lines={8} />
      </Page>
    )
  }
  if (lead.isError) {
    const missing = [404, 422].includes(ApiProblem.from(lead.error).status)
    return (
      <Page title={t('lead')}>
        {missing ? <Missing /> : <ProblemNotice title={t('leadProblem')} error={lead.error} retry={lead.refetch} />}
      </Page>
    )
  }
  return <Shown lead={lead.data} mayWrite={mayWrite && lead.data.merged_into === null} />
}

function Shown({ lead, mayWrite }: { lead: LeadDetail; mayWrite: boolean }) {
  const t = useTranslations('leads')
  const [merging, setMerging] = useState(false)
  const talk = lastTalk(lead)

  return (
    <Page
      title={leadTitle(lead, t('nameless'))}
      description={[lead.name && shownPhone(lead), lead.claimed_phone === null ? null : t('unverified'), lead.inbox_name].filter(Boolean).join(' · ')}
      actions={
        <>
          <Button variant="subtle" size="sm" leftSection={<IconArrowLeft size={16} />} renderRoot={(props) => <Link to="/leads" {...props} />}>
            {t('toList')}
          </Button>
          <Button
            variant="default"
            size="sm"
            leftSection={<IconAddressBook size={16} />}
            renderRoot={(props) => <Link to="/contacts/$contactId" params={{ contactId: lead.contact_id }} {...props} />}
          >
            {t('toContact')}
          </Button>
          {mayWrite && (
            <Button variant="default" size="sm" leftSection={<IconArrowsJoin size={16} />} onClick={() => setMerging(true)}>
              {t('merge')}
            </Button>
          )}
          {talk && (
            <MessageLink conversationId={talk.conversation_id} messageIndex={null} className={classes.talk}>
              <IconMessage size={16} stroke={1.8} aria-hidden="true" />
              {t('openConversation')}
            </MessageLink>
          )}
        </>
      }
      tabs={<MoveButtons lead={lead} mayWrite={mayWrite} />}
    >
      {lead.merged_into && (
        <p className={classes.merged} role="status">
          {t('mergedInto')}{' '}
          <Anchor underline="always" renderRoot={(props) => <Link to="/leads/$leadId" params={{ leadId: lead.merged_into ?? '' }} {...props} />}>
            {t('openSurvivor')}
          </Anchor>
        </p>
      )}
      <div className={classes.columns}>
        <div className={classes.main}>
          <FactsCard lead={lead} mayWrite={mayWrite} />
          <Timeline lead={lead} mayWrite={mayWrite} />
        </div>
        <div className={classes.side}>
          <ScoreCard lead={lead} />
          <DealCard key={lead.id} lead={lead} mayWrite={mayWrite} />
        </div>
      </div>
      {merging && <MergeLead lead={lead} onClose={() => setMerging(false)} />}
    </Page>
  )
}

/** The conversation in which the lead last said or did something. */
function lastTalk(lead: LeadDetail): { conversation_id: string } | null {
  const event = lead.timeline.items.find((one) => one.conversation_id !== null)
  if (event?.conversation_id) return { conversation_id: event.conversation_id }
  return Object.values(lead.fields).find((field) => field.evidence)?.evidence ?? null
}

function Missing() {
  const t = useTranslations('leads')
  return (
    <EmptyState icon={<IconUserQuestion size={22} stroke={1.6} />} title={t('missing')} hint={t('missingHint')}>
      <Button variant="default" size="sm" renderRoot={(props) => <Link to="/leads" {...props} />}>
        {t('toList')}
      </Button>
    </EmptyState>
  )
}
