import type { Messages } from '@/messages/ptBR'

export const secret: Messages['secret'] = {
  kept: 'Kept {when}',
  keptEnds: 'Ends in {ends}, kept {when}',
  replace: 'Replace',
  remove: 'Remove',
  removed: 'Will be removed when you save',
  undo: 'Undo',
  dropHint: 'When the address changes, the secret that is kept is dropped: write it again.',
}
