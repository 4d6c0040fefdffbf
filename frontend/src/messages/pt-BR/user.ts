export const user = {
  menu: 'Sua conta: {name}',
  language: 'Idioma',
  theme: 'Aparência',
  light: 'Clara',
  dark: 'Escura',
  auto: 'Como o sistema',
  switchTenant: 'Trocar de empresa',
  account: 'Sua conta',
  signOut: 'Sair',
  role: {
    MASTER: 'Administração da plataforma',
    TENANT_ADMIN: 'Administração',
    TENANT_USER: 'Atendimento',
    VIEWER: 'Leitura',
  },
} as const
