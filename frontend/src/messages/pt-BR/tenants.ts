export const tenants = {
  title: 'Em qual empresa você vai trabalhar?',
  subtitle: 'Tudo o que você vê e faz vale para a empresa escolhida. Você pode trocar a qualquer momento.',
  reason: 'Por que você vai entrar?',
  reasonHint: 'A empresa vê o motivo no registro de auditoria. Depois de uma hora você sai.',
  search: 'Procurar empresa',
  more: 'Há mais empresas. Procure pelo nome.',
  none: 'Ainda não há empresas',
  noneHint: 'Crie a primeira com o comando dom360 e volte aqui.',
  noMatch: 'Nenhuma empresa com “{text}”',
  noMatchHint: 'Confira a grafia ou procure por outra parte do nome.',
} as const
