import type { Messages } from '@/messages/ptBR'

export const composer: Messages['composer'] = {
  label: 'Your message',
  placeholder: 'Write as {name}…',
  placeholderNew: 'Write the first message…',
  send: 'Send',
  hint: 'Enter sends, Shift + Enter breaks the line',
  left: '{count, plural, one {# byte left} other {# bytes left}}',
  over: '{count, plural, one {# byte too many} other {# bytes too many}}',
  closed: 'This conversation is closed. Start a new one to go on.',
}
