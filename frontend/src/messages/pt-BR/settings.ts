export const settings = {
  title: 'Ajustes',
  page: {
    general: 'Geral',
    connection: 'Conexão dos agentes',
    agents: 'Agentes e modelos',
    inboxes: 'Caixas de entrada',
    people: 'Pessoas',
    answers: 'Respostas e etiquetas',
    keys: 'Chaves de API',
    signIn: 'Conta da empresa',
    budgets: 'Limites de consumo',
    audit: 'Auditoria',
  },
} as const
