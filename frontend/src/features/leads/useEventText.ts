import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { isRecord } from '@/lib/ApiProblem'

import { useLeadText } from './useLeadText'
import { usePeople } from './usePeople'

type Event = Schema<'EventView'>
type Changes = Partial<Record<string, unknown>>

/** One line of a timeline in words. */
export function useEventText(): (event: Event) => string {
  const t = useTranslations('leads')
  const text = useLeadText()
  const people = usePeople()

  function field(event: Event): string {
    if (!event.field) return t('event.changed')
    const name = t(`field.${event.field}`)
    if (event.new === null) return t('event.taken', { field: name })
    const value = text.value(event.field, event.new)
    if (event.old === null) return t('event.learned', { field: name, value })
    return t('event.corrected', { field: name, old: text.value(event.field, event.old), value })
  }

  function changed(is: Changes): string {
    const said: string[] = []
    if ('owner_user_id' in is) {
      const owner = people.data?.find(({ id }) => id === is.owner_user_id)?.name
      said.push(is.owner_user_id === null ? t('event.unowned') : t('event.owned', { name: owner ?? t('actor.user') }))
    }
    if ('meeting_at' in is) {
      said.push(typeof is.meeting_at === 'string' ? t('event.meeting', { at: text.moment(is.meeting_at) }) : t('event.noMeeting'))
    }
    if ('outcome' in is) {
      said.push(is.outcome === 'won' || is.outcome === 'lost' ? t(`event.${is.outcome}`) : t('event.reopened'))
    }
    if (typeof is.value_cents === 'number') {
      const currency = typeof is.currency === 'string' ? is.currency : 'BRL'
      said.push(t('event.value', { value: text.money(is.value_cents / 100, currency) }))
    }
    const { interest } = is
    if (interest === 'none' || interest === 'low' || interest === 'medium' || interest === 'high') {
      said.push(t('event.interest', { interest: t(`interests.${interest}`) }))
    }
    if (typeof is.source === 'string') said.push(t('event.source', { source: is.source }))
    return said.length > 0 ? said.join(' · ') : t('event.changed')
  }

  return (event) => {
    switch (event.kind) {
      case 'created':
        return t('event.created')
      case 'state':
        return event.to_state
          ? t('event.state', { from: event.from_state ? t(`state.${event.from_state}`) : '', to: t(`state.${event.to_state}`) })
          : t('event.changed')
      case 'field':
        return field(event)
      case 'changed':
        return changed(isRecord(event.new) ? event.new : {})
      case 'comment':
        return t('event.comment')
      case 'merged':
        return t('event.merged')
    }
  }
}
