import { useDraggable } from '@dnd-kit/core'
import { ActionIcon, Menu } from '@mantine/core'
import { IconCalendarEvent, IconDotsVertical, IconGripVertical } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { initials } from '@/lib/initials'
import { shownPhone } from '@/lib/phone'

import classes from './LeadCard.module.css'
import { type Lead, type LeadState, leadTitle } from './leadStates'
import { ScorePill } from '@/ui/leads/ScorePill'
import { useLeadText } from './useLeadText'

export function LeadCard({
  lead,
  mayWrite,
  onMove,
}: {
  lead: Lead
  mayWrite: boolean
  onMove: (lead: Lead, to: LeadState) => void
}) {
  const t = useTranslations('leads')
  const movable = mayWrite && lead.next_states.length > 0
  const name = leadTitle(lead, t('nameless'))
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: lead.id,
    data: { lead },
    disabled: !movable,
  })
  // A pointer takes the card anywhere; the keyboard takes it by its grip, so that Enter opens the link.
  const { onKeyDown, ...pointers } = listeners ?? {}

  return (
    <li ref={setNodeRef} className={classes.card} data-dragging={isDragging || undefined} data-movable={movable || undefined} {...pointers}>
      <LeadCardFace lead={lead} linked>
        {movable && (
          <span className={classes.tools}>
            <button
              type="button"
              ref={setActivatorNodeRef}
              className={classes.grip}
              {...attributes}
              aria-label={t('grip', { name })}
              onKeyDown={(event) => (onKeyDown as ((event: unknown) => void) | undefined)?.(event)}
            >
              <IconGripVertical size={15} stroke={1.8} aria-hidden="true" />
            </button>
            <Menu position="bottom-end" shadow="md" width={190}>
              <Menu.Target>
                <ActionIcon variant="subtle" color="gray" size={24} aria-label={t('moveMenu', { name })}>
                  <IconDotsVertical size={15} stroke={1.8} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Label>{t('moveTo')}</Menu.Label>
                {lead.next_states.map((state) => (
                  <Menu.Item key={state} onClick={() => onMove(lead, state)}>
                    {t(`state.${state}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          </span>
        )}
      </LeadCardFace>
    </li>
  )
}

/** How a lead looks on the board, and on its way. */
export function LeadCardFace({
  lead,
  linked = false,
  children,
}: {
  lead: Lead
  linked?: boolean
  children?: React.ReactNode
}) {
  const t = useTranslations('leads')
  const text = useLeadText()
  const title = lead.name ?? shownPhone(lead) ?? t('nameless')
  const { company, pain } = lead.fields
  const aside = company ?? pain

  return (
    <article className={classes.face}>
      <header className={classes.head}>
        {linked ? (
          <Link className={classes.name} to="/leads/$leadId" params={{ leadId: lead.id }} draggable={false}>
            {title}
          </Link>
        ) : (
          <span className={classes.name}>{title}</span>
        )}
        {children}
      </header>
      {aside && <p className={classes.aside}>{text.value(company ? 'company' : 'pain', aside.value)}</p>}
      {lead.meeting_at && (
        <p className={classes.meeting}>
          <IconCalendarEvent size={14} stroke={1.8} aria-hidden="true" />
          {text.moment(lead.meeting_at)}
        </p>
      )}
      <footer className={classes.foot}>
        <ScorePill score={lead.score.total} />
        <time className={classes.when} dateTime={lead.last_activity_at}>
          {text.ago(lead.last_activity_at)}
        </time>
        {lead.owner_name && (
          <span className={classes.owner} role="img" aria-label={t('ownedBy', { name: lead.owner_name })} title={lead.owner_name}>
            {initials(lead.owner_name)}
          </span>
        )}
      </footer>
    </article>
  )
}
