export const workspace = {
  label: 'Empresa e caixas de entrada: {name}',
  none: 'Nenhuma empresa escolhida',
  inboxes: 'Caixas de entrada',
  allInboxes: 'Todas as caixas',
  switch: 'Trocar de empresa',
  allCompanies: 'Todas as empresas',
} as const
