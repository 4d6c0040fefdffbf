import type { Messages } from '@/messages/ptBR'

export const waiting: Messages['waiting'] = {
  title: 'Waiting for a person',
  label: '{count, plural, one {# contact waits for a person} other {# contacts wait for a person}}',
  none: 'Nobody is waiting',
  all: 'See all',
}
