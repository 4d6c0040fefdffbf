export const firstSteps = {
  title: 'Primeiros passos',
  hint: 'Quatro passos até o primeiro atendimento. Eles se marcam sozinhos.',
  progress: '{done, number} de {all, number}',
  isDone: 'Feito',
  model: {
    title: 'Ligue um agente ou um modelo',
    hint: 'Escolha o provedor do modelo, ou aponte para o seu próprio serviço de agentes.',
    go: 'Configurar agente',
  },
  knowledge: {
    title: 'Dê conhecimento aos agentes',
    hint: 'Preços, horários, perguntas frequentes: o que eles leem antes de responder.',
    go: 'Adicionar documento',
  },
  chat: {
    title: 'Converse como um contato',
    hint: 'Veja a resposta, as fontes e o custo antes de abrir ao público.',
    go: 'Testar o chat',
  },
  people: {
    title: 'Convide a equipe',
    hint: 'Quem atende assume conversas quando o contato pede uma pessoa.',
    go: 'Convidar',
  },
  hide: 'Esconder',
} as const
