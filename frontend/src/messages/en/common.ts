import type { Messages } from '@/messages/ptBR'

export const common: Messages['common'] = {
  save: 'Save',
  saved: 'Changes saved',
  saveFailed: 'The changes were not saved',
  loadFailed: 'This could not be loaded',
  copy: 'Copy',
  copied: 'Copied',
  never: 'Never',
  actions: 'Actions: {name}',
  delete: 'Delete',
  edit: 'Edit',
  back: 'Back',
  done: 'Done',
  readOnly: 'You see this page; only administrators change something on it.',
  forbiddenTitle: 'This page is for administrators',
  discard: 'Discard',
}
