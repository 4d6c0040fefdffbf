import { ActionIcon, Group, Text, TextInput } from '@mantine/core'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'

import { type Day, DAYS, nextSpan, type Span, type Week } from './hours'

export function HoursField({ week, onChange }: { week: Week; onChange: (week: Week) => void }) {
  const t = useTranslations('inboxes')

  return (
    <ul style={{ display: 'grid', gap: '0.375rem', margin: 0, padding: 0, listStyle: 'none' }}>
      {DAYS.map((day) => (
        <li key={day} style={{ display: 'flex', gap: '0.5rem', alignItems: 'flex-start' }}>
          <Text size="sm" w={84} lh="34px" style={{ flex: 'none' }}>
            {t(`day.${day}`)}
          </Text>
          <Spans day={day} spans={week[day]} onChange={(spans) => onChange({ ...week, [day]: spans })} />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={34}
            ml="auto"
            aria-label={t('addSpan', { day: t(`day.${day}`) })}
            onClick={() => onChange({ ...week, [day]: [...week[day], nextSpan(week[day])] })}
          >
            <IconPlus size={17} />
          </ActionIcon>
        </li>
      ))}
    </ul>
  )
}

function Spans({ day, spans, onChange }: { day: Day; spans: Span[]; onChange: (spans: Span[]) => void }) {
  const t = useTranslations('inboxes')
  const name = t(`day.${day}`)
  if (spans.length === 0) {
    return (
      <Text size="sm" c="dimmed" lh="34px">
        {t('closedDay')}
      </Text>
    )
  }

  const change = (index: number, part: Partial<Span>) =>
    onChange(spans.map((span, at) => (at === index ? { ...span, ...part } : span)))
  return (
    <div style={{ display: 'grid', gap: '0.25rem' }}>
      {spans.map((span, index) => (
        <Group key={index} gap={6} wrap="nowrap">
          <TextInput
            type="time"
            size="xs"
            aria-label={t('from', { day: name })}
            value={span.from}
            onChange={(event) => change(index, { from: event.currentTarget.value })}
          />
          <span aria-hidden="true">–</span>
          <TextInput
            type="time"
            size="xs"
            aria-label={t('to', { day: name })}
            value={span.to}
            onChange={(event) => change(index, { to: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('removeSpan', { day: name })}
            onClick={() => onChange(spans.filter((_, at) => at !== index))}
          >
            <IconMinus size={16} />
          </ActionIcon>
        </Group>
      ))}
    </div>
  )
}
