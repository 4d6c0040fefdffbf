import type { Messages } from '@/messages/ptBR'

export const acting: Messages['acting'] = {
  label: 'Platform access',
  banner: 'You work in {company} for the platform: “{reason}”',
  left: '{minutes, plural, =0 {less than a minute} one {# minute} other {# minutes}}',
  leftLabel: 'Time left: {time}',
  end: 'End',
  endFailed: 'It could not be ended',
  minutes: 'For how long',
  minutesHint: 'After that you leave by yourself.',
  m15: '15 minutes',
  m60: '1 hour',
  m240: '4 hours',
  m480: '8 hours',
}
