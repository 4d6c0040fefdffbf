export const locale = {
  'pt-BR': 'Português (Brasil)',
  en: 'English',
} as const
