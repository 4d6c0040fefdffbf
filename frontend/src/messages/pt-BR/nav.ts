export const nav = {
  label: 'Navegação principal',
  more: 'Mais',
  waiting: '{count, plural, one {# à espera} other {# à espera}}',
  page: {
    conversations: 'Conversas',
    leads: 'Leads',
    knowledge: 'Conhecimento',
    playground: 'Testes',
    dashboards: 'Painéis',
  },
} as const
