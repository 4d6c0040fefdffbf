export const copilot = {
  title: 'COPILOT',
  intro: 'Pergunte sobre esta conversa ou sobre os dados da empresa. Ele diz o que consultou.',
  ask: 'Pergunte ao COPILOT…',
  send: 'Perguntar',
  insert: 'Usar na resposta',
  thinking: 'Consultando…',
  using: 'Usando {name}…',
  again: 'Tentar de novo',
  viewer: 'Seu acesso é de leitura: perguntas ao COPILOT são para quem atende.',
  about: '(Sobre a conversa {id} com {phone}.)',
  aboutErased: '(Sobre a conversa {id}.)',
  idea: {
    summary: 'Resuma esta conversa',
    missing: 'O que falta saber para qualificar este contato?',
    week: 'Leads dos últimos 7 dias',
  },
} as const
