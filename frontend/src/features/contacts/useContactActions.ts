import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'

import { api, dataOf } from '@/lib/api'
import { useNotify } from '@/ui/useNotify'

import { contactsKeys } from './contactsKeys'
import type { Contact } from './useContacts'

export type ContactForm = { phone: string; name: string }

/** Enters a contact, or corrects the name of the one that is there. */
export function useSaveContact(contact: Contact | null) {
  const queries = useQueryClient()

  return useMutation({
    mutationFn: ({ phone, name }: ContactForm) => {
      const named = name.trim() === '' ? null : name.trim()
      return contact === null
        ? api.POST('/api/contacts', { body: { phone: phone.trim(), ...(named !== null && { name: named }) } }).then(dataOf)
        : api
            .PATCH('/api/contacts/{contact_id}', { params: { path: { contact_id: contact.id } }, body: { name: named } })
            .then(dataOf)
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: contactsKeys.all }),
  })
}

/** Out of the list and back, at once: what it did is said beside the way back. */
export function useSetArchived() {
  const t = useTranslations('contacts')
  const queries = useQueryClient()
  const { done, failed } = useNotify()

  const act = useMutation({
    mutationFn: ({ contactId, archived }: { contactId: string; archived: boolean }) => {
      const params = { path: { contact_id: contactId } }
      return archived
        ? api.POST('/api/contacts/{contact_id}/archive', { params }).then(dataOf)
        : api.POST('/api/contacts/{contact_id}/restore', { params }).then(dataOf)
    },
    onSuccess(_contact, { contactId, archived }) {
      done(archived ? t('archivedDone') : t('restoredDone'), {
        label: t('undo'),
        run: () => act.mutate({ contactId, archived: !archived }),
      })
      return queries.invalidateQueries({ queryKey: contactsKeys.all })
    },
    onError: failed(t('failed')),
  })
  return act
}

/** Forgets a person. Answers with the receipt; nothing of theirs stays in this browser, either. */
export function useErase(contactId: string) {
  const queries = useQueryClient()

  return useMutation({
    mutationFn: () => api.DELETE('/api/contacts/{contact_id}', { params: { path: { contact_id: contactId } } }).then(dataOf),
    onSuccess: () => queries.invalidateQueries(),
  })
}
