import type { Messages } from '@/messages/ptBR'

export const locale: Messages['locale'] = {
  'pt-BR': 'Português (Brasil)',
  en: 'English',
}
