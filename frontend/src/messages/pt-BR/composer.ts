export const composer = {
  label: 'Sua mensagem',
  placeholder: 'Escreva como {name}…',
  placeholderNew: 'Escreva a primeira mensagem…',
  send: 'Enviar',
  hint: 'Enter envia, Shift + Enter quebra a linha',
  left: '{count, plural, one {Resta # byte} other {Restam # bytes}}',
  over: '{count, plural, one {# byte a mais do que cabe} other {# bytes a mais do que cabem}}',
  closed: 'Esta conversa foi encerrada. Comece uma nova para continuar.',
} as const
