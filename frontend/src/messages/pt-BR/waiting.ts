export const waiting = {
  title: 'À espera de uma pessoa',
  label: '{count, plural, one {# contato à espera de uma pessoa} other {# contatos à espera de uma pessoa}}',
  none: 'Ninguém à espera',
  all: 'Ver todas',
} as const
