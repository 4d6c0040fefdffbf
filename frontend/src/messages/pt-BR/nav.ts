export const nav = {
  label: 'Navegação principal',
  more: 'Mais',
  waiting: '{count, plural, one {# à espera} other {# à espera}}',
  page: {
    conversations: 'Conversas',
    leads: 'Leads',
    contacts: 'Contatos',
    knowledge: 'Documentos',
    settings: 'Ajustes',
    admin: 'Plataforma',
    playground: 'Testes',
    dashboards: 'Painéis',
  },
} as const
