export const protocol = {
  open: 'Protocolo',
  title: 'O que o agente recebeu e respondeu',
  close: 'Fechar',
  hint: 'Como passou pela rede, no protocolo dos agentes. Chaves e senhas aparecem como ••••••.',
  request: 'Pedido',
  answer: 'Resposta',
  answerWith: 'Resposta ({status})',
  unreached: 'O agente não foi alcançado: não há resposta.',
  unreadable: 'A resposta não veio em JSON.',
  none: 'O protocolo de uma mensagem fica só na aba em que ela foi enviada, e só até recarregar. Envie uma mensagem nova para vê-lo.',
} as const
