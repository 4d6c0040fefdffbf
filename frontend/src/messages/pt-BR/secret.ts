export const secret = {
  kept: 'Guardado {when}',
  keptEnds: 'Termina em {ends}, guardado {when}',
  replace: 'Trocar',
  remove: 'Remover',
  removed: 'Será removido ao salvar',
  undo: 'Desfazer',
  dropHint: 'Se o endereço mudar, o segredo guardado é descartado: escreva-o de novo.',
} as const
