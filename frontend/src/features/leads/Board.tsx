import {
  type Active,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  rectIntersection,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { Button } from '@mantine/core'
import { IconPlus, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { EmptyState } from '@/ui/EmptyState'
import { ProblemNotice } from '@/ui/ProblemNotice'

import classes from './Board.module.css'
import { BoardColumn } from './BoardColumn'
import { toNextColumn } from './boardKeyboard'
import { LeadCardFace } from './LeadCard'
import { filtersOf, type LeadQuery, type LeadSearch } from './LeadSearch'
import { ENDS, isLeadState, type Lead, LEAD_STATES, leadTitle } from './leadStates'
import { MoveReason } from './MoveReason'
import { type Move, useMoveLead } from './useLeadActions'
import { useFunnel } from './useLeads'

/** A column a state. Only where a lead may go can it be dropped. */
export function Board({
  query,
  search,
  mayWrite,
  onNew,
}: {
  query: LeadQuery
  search: LeadSearch
  mayWrite: boolean
  onNew: () => void
}) {
  const t = useTranslations('leads')
  const funnel = useFunnel(query)
  const move = useMoveLead()
  const [dragged, setDragged] = useState<Lead | null>(null)
  const [asked, setAsked] = useState<Move | null>(null)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: toNextColumn }),
  )
  const spoken = useAnnouncements()

  if (funnel.isError) return <ProblemNotice title={t('problem')} error={funnel.error} retry={funnel.refetch} />
  if (funnel.data?.total === 0) {
    const filtered = Object.keys(filtersOf(search)).length > 0
    return (
      <EmptyState
        icon={<IconUsers size={22} stroke={1.6} />}
        title={filtered ? t('emptyFiltered') : t('empty')}
        hint={filtered ? t('emptyFilteredHint') : mayWrite ? t('emptyHint') : t('emptyHintReader')}
      >
        {!filtered && mayWrite && (
          <Button size="sm" leftSection={<IconPlus size={17} />} onClick={onNew}>
            {t('new')}
          </Button>
        )}
      </EmptyState>
    )
  }

  function ask(next: Move) {
    if (ENDS.includes(next.to)) setAsked(next)
    else move.mutate(next)
  }

  function drop({ active, over }: DragEndEvent) {
    const lead = leadOf(active)
    setDragged(null)
    if (lead && over && isLeadState(over.id) && lead.next_states.includes(over.id)) ask({ lead, to: over.id })
  }

  const shown = search.states ?? LEAD_STATES
  return (
    <>
      <DndContext
        sensors={sensors}
        // A pointer means the column under it; the keyboard has no pointer.
        collisionDetection={(args) => (args.pointerCoordinates ? pointerWithin(args) : rectIntersection(args))}
        onDragStart={({ active }) => setDragged(leadOf(active))}
        onDragEnd={drop}
        onDragCancel={() => setDragged(null)}
        accessibility={spoken}
      >
        <div className={classes.board} tabIndex={0} role="region" aria-label={t('board')}>
          {LEAD_STATES.filter((state) => shown.includes(state)).map((state) => (
            <BoardColumn
              key={state}
              state={state}
              query={query}
              step={funnel.data?.steps.find((step) => step.state === state)}
              dragged={dragged}
              mayWrite={mayWrite}
              onMove={(lead, to) => ask({ lead, to })}
            />
          ))}
        </div>
        <DragOverlay dropAnimation={null}>
          {dragged && (
            <div className={classes.overlay}>
              <LeadCardFace lead={dragged} />
            </div>
          )}
        </DragOverlay>
      </DndContext>
      <MoveReason
        move={asked}
        onClose={() => setAsked(null)}
        onConfirm={(confirmed) => {
          setAsked(null)
          move.mutate(confirmed)
        }}
      />
    </>
  )
}

function leadOf(active: Active): Lead | null {
  const data = active.data.current as { lead?: Lead } | undefined // LeadCard put it there.
  return data?.lead ?? null
}

/** What a screen reader says while a lead is moved. */
function useAnnouncements() {
  const t = useTranslations('leads')
  const name = (active: Active) => {
    const lead = leadOf(active)
    return lead ? leadTitle(lead, t('nameless')) : ''
  }
  const column = (id: string | number | undefined) => (isLeadState(id) ? t(`state.${id}`) : null)

  return {
    screenReaderInstructions: { draggable: t('dragHow') },
    announcements: {
      onDragStart: ({ active }: { active: Active }) => {
        const states = leadOf(active)?.next_states.map((state) => t(`state.${state}`)) ?? []
        return t('dragStart', { name: name(active), states: states.join(', ') })
      },
      onDragOver: ({ active, over }: Pick<DragEndEvent, 'active' | 'over'>) => {
        const state = column(over?.id)
        return state ? t('dragOver', { name: name(active), state }) : t('dragNowhere')
      },
      onDragEnd: ({ active, over }: Pick<DragEndEvent, 'active' | 'over'>) => {
        const state = column(over?.id)
        return state ? t('dragEnd', { name: name(active), state }) : t('dragCancel', { name: name(active) })
      },
      onDragCancel: ({ active }: { active: Active }) => t('dragCancel', { name: name(active) }),
    },
  }
}
